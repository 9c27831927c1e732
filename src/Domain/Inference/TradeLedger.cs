using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Inference;

/// <summary>The accounting of <see cref="TradeSimulator"/>: walks from one change of position to the next, and counts what lies between for the
/// regime that owns it.</summary>
internal sealed class TradeLedger
{
    private readonly BacktestOptions options;
    private readonly BarSegment[] segments;
    private readonly DecisionOutcomes outcomes;
    // Copies: the inner loops read prices, labels and options millions of times.
    private readonly double[] open;
    private readonly double[] close;
    private readonly byte[] labels;
    private readonly int delay;
    private readonly double commission;
    private readonly double adverse;
    // For each bar the first bar after it with another label: flat bars are counted by stretches.
    private readonly int[] labelEnds;

    public TradeLedger(BarSeries bars, RegimeLabels regimes, BacktestOptions options, BarSegment[] segments, int horizon)
    {
        this.options = options;
        this.segments = segments;
        open = bars.Open.ToArray();
        close = bars.Close.ToArray();
        labels = regimes.Span.ToArray();
        delay = options.EntryDelay;
        commission = options.Commission;
        adverse = options.AdverseMove;
        outcomes = new DecisionOutcomes(open, segments, delay, horizon);
        labelEnds = LabelEnds(labels);
        Tallies = new RegimeTally[regimes.Names.Count];
    }

    /// <summary>What the last run came to, by regime.</summary>
    public RegimeTally[] Tallies { get; }

    /// <summary>Fills <see cref="Tallies"/> anew.</summary>
    public Account Run<TTape>(PositionRuns runs, ref TTape tape)
        where TTape : struct, IBacktestTape
    {
        Array.Fill(Tallies, RegimeTally.Empty);
        Account account = new(options.InitialEquity);
        int run = 0;
        foreach (BarSegment segment in segments)
        {
            // The first bar that is not counted yet, and the regime that owns it where a trade was closed at its open.
            int next = segment.FirstBar;
            int? owner = null;
            for (; run < runs.Count && runs.Start(run) < segment.EndRow; run++)
            {
                int direction = runs.Direction(run);
                int fill = segment.BarOf(runs.Start(run)) + delay;
                if (direction == 0 || fill >= segment.EndBar || account.RuinBar is not null) continue;
                double price = open[fill] * (1 + (direction * adverse));
                double size = Size(account.Cash, price);
                if (size <= 0) continue;
                if (next < fill) CountFlat(next, fill, owner, ref account, ref tape);
                int exit = Math.Min(segment.BarOf(runs.End(run)) + delay, segment.EndBar);
                int regime = labels[fill - delay];
                bool atClose = Hold(new Entry(fill, direction, size, price, regime), exit, segment, ref account, ref tape, out next);
                owner = atClose ? null : regime;
            }

            if (next < segment.EndBar) CountFlat(next, segment.EndBar, owner, ref account, ref tape);
        }

        return account;
    }

    /// <summary>Opens, holds and closes one position. <paramref name="exit"/> is the bar of the closing fill, or the segment's end.</summary>
    /// <returns>Whether it was closed at a close; then that bar is counted, otherwise the bar of the exit is left for whoever comes next.</returns>
    private bool Hold<TTape>(Entry entry, int exit, BarSegment segment, ref Account account, ref TTape tape, out int next)
        where TTape : struct, IBacktestTape
    {
        ref RegimeTally tally = ref Tallies[entry.Regime];
        double shares = entry.Direction * entry.Size;
        double notional = entry.Size * entry.Price;
        double before = account.Cash;
        account.Cash = before - (shares * entry.Price) - (notional * commission);

        int until = exit < segment.EndBar ? exit : segment.EndBar - 1;
        int exitBar = MarkToMarket(entry.Bar, until, shares, 0, ref tally, ref account);
        tape.Mark(entry.Bar, exitBar, account.Cash, shares, entry.Regime);
        bool isRuined = exitBar < until;
        bool atClose = isRuined || exit == segment.EndBar;
        double exitPrice = (atClose ? close[exitBar] : open[exitBar]) * (1 - (entry.Direction * adverse));
        double exitNotional = entry.Size * exitPrice;
        double equityAtExit = account.Cash + (shares * exitPrice);
        double after = equityAtExit - (exitNotional * commission);
        double profit = after - before;
        double tradeReturn = profit / notional;

        tally.Trades++;
        tally.Wins += tradeReturn > 0 ? 1 : 0;
        tally.GrossWin += double.MaxNative(tradeReturn, 0);
        tally.GrossLoss -= double.MinNative(tradeReturn, 0);
        tally.TradedShare += (notional / before) + (equityAtExit > 0 ? exitNotional / equityAtExit : 0);
        int heldBars = exitBar - entry.Bar + (atClose ? 1 : 0);
        tally.BarsInPosition += heldBars;
        int row = segment.RowOf(entry.Bar - delay);
        tally.Decisions += outcomes.Ended(row, heldBars);
        tally.Hits += outcomes.Right(row, heldBars, entry.Direction);

        account.Cash = Math.Max(after, 0);
        if (account.Cash == 0) account.RuinBar = exitBar;
        if (tape.Records)
        {
            tape.Close(new Trade(
                entry.Bar - delay, entry.Bar, exitBar, shares, entry.Price, exitPrice, profit, tradeReturn, (notional + exitNotional) * commission, entry.Regime, atClose));
        }

        if (atClose)
        {
            MarkToMarket(exitBar, exitBar + 1, 0, double.NegativeInfinity, ref tally, ref account);
            tape.Mark(exitBar, exitBar + 1, account.Cash, 0, entry.Regime);
        }

        next = atClose ? exitBar + 1 : exitBar;
        return atClose;
    }

    /// <summary>Counts bars at whose closes the equity is cash + shares x close.</summary>
    /// <returns>The first bar at which it is not above <paramref name="ruin"/>, which is not counted; <paramref name="to"/> where there is
    /// none.</returns>
    private int MarkToMarket(int from, int to, double shares, double ruin, ref RegimeTally tally, ref Account account)
    {
        if (from == to) return to;
        double cash = account.Cash;
        double previous = account.Equity;
        if (tally.HeldBars == 0) tally.Shift = ((cash + (shares * close[from])) / previous) - 1;
        double shift = tally.Shift;
        // The regime's compounded returns move with the equity while it owns the bars: its peak is kept in money meanwhile.
        double scale = tally.Growth / previous;
        double regimePeak = tally.Peak / scale;
        double regimeWorst = tally.Worst;
        double peak = account.Peak;
        double worst = account.Worst;
        double sum = 0;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        double losses = 0;
        int bar = from;
        for (; bar < to; bar++)
        {
            double equity = cash + (shares * close[bar]);
            if (equity <= ruin) break;
            double change = (equity / previous) - 1;
            double loss = double.MinNative(change, 0);
            double x = change - shift;
            double square = x * x;
            sum += x;
            squares += square;
            cubes += square * x;
            fourths += square * square;
            losses += loss * loss;
            peak = double.MaxNative(peak, equity);
            regimePeak = double.MaxNative(regimePeak, equity);
            if (equity < peak * worst) worst = equity / peak;
            if (equity < regimePeak * regimeWorst) regimeWorst = equity / regimePeak;
            previous = equity;
        }

        tally.HeldBars += bar - from;
        tally.Sum += sum;
        tally.Squares += squares;
        tally.Cubes += cubes;
        tally.Fourths += fourths;
        tally.SquaredLosses += losses;
        tally.Growth = previous * scale;
        tally.Peak = regimePeak * scale;
        tally.Worst = regimeWorst;
        account.Equity = previous;
        account.Peak = peak;
        account.Worst = worst;
        return bar;
    }

    private void CountFlat<TTape>(int from, int to, int? owner, ref Account account, ref TTape tape)
        where TTape : struct, IBacktestTape
    {
        if (owner is int regime)
        {
            MarkToMarket(from, from + 1, 0, double.NegativeInfinity, ref Tallies[regime], ref account);
            tape.Mark(from, from + 1, account.Cash, 0, regime);
            from++;
        }

        tape.Mark(from, to, account.Cash, 0, null);
        while (from < to)
        {
            int end = Math.Min(labelEnds[from], to);
            Tallies[labels[from]].FlatBars += end - from;
            from = end;
        }
    }

    private double Size(double cash, double price)
    {
        double affordable = options.SizeFraction * cash / (price * (1 + commission));
        return options.LotSize is double lot ? Math.Floor(affordable / lot) * lot : affordable;
    }

    private static int[] LabelEnds(ReadOnlySpan<byte> labels)
    {
        int[] ends = new int[labels.Length];
        for (int i = labels.Length - 1; i >= 0; i--) ends[i] = i + 1 < labels.Length && labels[i + 1] == labels[i] ? ends[i + 1] : i + 1;
        return ends;
    }

    /// <summary>A position to be opened at a bar's open.</summary>
    private readonly record struct Entry(int Bar, int Direction, double Size, double Price, int Regime);
}
