using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Trades decided positions on bars, one position at a time. What is decided at the close of a bar is filled at the open
/// <see cref="BacktestOptions.EntryDelay"/> bars later and held, with the same number of shares, until the decision changes; an order too small for
/// one lot lapses. A change of direction closes and opens at the same open. The equity is marked at each close. Where the windows have a gap, and at
/// their end, the position is closed at the last close, with the costs of any fill. Where the equity is not above 0 at a close the position is closed
/// there, what is owed beyond the money is forgiven, and nothing is traded any more. Made once for many runs; not for several threads at
/// once.</summary>
public sealed class TradeSimulator
{
    private readonly BarSeries bars;
    private readonly RegimeLabels regimes;
    private readonly TradeLedger ledger;
    private readonly PositionRuns wantedRuns;

    /// <param name="windows">Report windows, ascending, not overlapping; tune rows play no part.</param>
    /// <param name="regimes">One label a bar of the series.</param>
    /// <param name="horizon">Bars after the fill at which a decision is judged for the hit rate.</param>
    public TradeSimulator(BarSeries bars, IReadOnlyList<PredictionWindow> windows, RegimeLabels regimes, BacktestOptions options, int horizon)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(regimes);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        List<string> errors = [];
        PredictionWindow.Check(windows, errors);
        PredictionWindow.CheckFit(windows, bars.Count, errors);
        if (regimes.Count != bars.Count) errors.Add($"there are {regimes.Count} regime labels for {bars.Count} bars; every bar needs one.");
        if (horizon <= 0) errors.Add($"the horizon is {horizon}, but must be 1 or more bars.");
        if (errors.Count > 0) throw new ServerlessTrainingException($"{bars.Symbol} {bars.Timeframe} cannot be backtested:\n- {string.Join("\n- ", errors)}");

        this.bars = bars;
        this.regimes = regimes;
        Segments = BarSegment.Join(windows);
        Rows = Segments[^1].EndRow;
        ledger = new TradeLedger(bars, regimes, options, Segments, horizon);
        wantedRuns = new PositionRuns(Segments);
    }

    /// <summary>Decisions of one run: the report rows of all windows, in order.</summary>
    public int Rows { get; }

    internal BarSegment[] Segments { get; }

    /// <param name="wanted">The position decided at each row's close: 1, 0 or -1.</param>
    public BacktestScore Score(ReadOnlySpan<sbyte> wanted)
    {
        FillWanted(wanted);
        return Score(wantedRuns);
    }

    /// <param name="wanted">The position decided at each row's close: 1, 0 or -1.</param>
    public EquityCurve Trace(ReadOnlySpan<sbyte> wanted)
    {
        FillWanted(wanted);
        return Trace(wantedRuns);
    }

    internal BacktestScore Score(PositionRuns runs)
    {
        NoTape tape = default;
        Account account = ledger.Run(runs, ref tape);
        double barsPerYear = bars.Calendar.BarsPerYear(bars.Timeframe);
        ScoreLine[] lines = new ScoreLine[ledger.Tallies.Length];
        TradingSums total = TradingSums.Empty;
        for (int i = 0; i < lines.Length; i++)
        {
            TradingSums sums = ledger.Tallies[i].ToSums();
            lines[i] = new ScoreLine(regimes.Names[i], sums, TradingMetrics.From(sums, barsPerYear));
            total = total.With(sums, account.Worst - 1);
        }

        return new BacktestScore(new ScoreLine(BacktestScore.TotalName, total, TradingMetrics.From(total, barsPerYear)), lines, account.RuinBar);
    }

    internal EquityCurve Trace(PositionRuns runs)
    {
        CurveTape tape = new(bars, regimes);
        Account account = ledger.Run(runs, ref tape);
        return tape.ToCurve(account.RuinBar);
    }

    private void FillWanted(ReadOnlySpan<sbyte> wanted)
    {
        if (wanted.Length != Rows) throw new ServerlessTrainingException($"There are {wanted.Length} positions for {Rows} report rows; every row needs one.");
        int bad = wanted.IndexOfAnyExceptInRange((sbyte)-1, (sbyte)1);
        if (bad >= 0) throw new ServerlessTrainingException($"The position of row {bad} is {wanted[bad]}, but must be 1 (long), 0 (none) or -1 (short).");
        wantedRuns.Fill(wanted);
    }
}
