using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What models said of bars that they had not seen, beside what came, bar by bar.</summary>
internal sealed class JudgedFolds
{
    private const double Half = 0.5;
    private readonly double[] probabilities;
    private readonly double[] directions;
    private readonly double[] returns;

    private JudgedFolds(BarSeries bars, double[] probabilities, double[] directions, double[] returns)
    {
        Bars = bars;
        this.probabilities = probabilities;
        this.directions = directions;
        this.returns = returns;
        Rows = [.. Enumerable.Range(0, bars.Count).Where(row => !double.IsNaN(probabilities[row]) && !double.IsNaN(directions[row]))];
    }

    public BarSeries Bars { get; }

    /// <summary>The bars with both a forecast and a label, ascending.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <param name="bars">As they are now.</param>
    /// <param name="folds">Of one horizon, their tests ascending.</param>
    /// <param name="backtest">How forecasts become trades.</param>
    /// <param name="entryDelay">Of the labels.</param>
    /// <exception cref="Domain.ServerlessTrainingException">The bars are not those that were forecast.</exception>
    public static JudgedFolds Of(BarSeries bars, IReadOnlyList<FoldPredictions> folds, BacktestOptions backtest, int entryDelay)
    {
        double[] forecasts = Empty(bars);
        List<PredictionWindow> windows = [];
        foreach (FoldPredictions fold in folds)
        {
            string id = $"fold {windows.Count + 1}";
            IEnumerable<PredictionBlock> tests = fold.Blocks.Where(block => block.Part == FoldPartKind.Test);
            foreach ((PredictionWindow window, PredictionBlock test) in fold.Windows(bars, id).Zip(tests))
            {
                test.ProbabilityUp.CopyTo(forecasts, window.FirstBar);
                windows.Add(new PredictionWindow($"fold {windows.Count + 1}", window.FirstBar, window.Count));
            }
        }

        LabelOptions labels = new() { Horizon = folds[0].Horizon, EntryDelay = entryDelay };
        double[] earned = Trade(bars, windows, forecasts, backtest with { EntryDelay = Math.Max(1, entryDelay) }, folds[0].Horizon);
        return new JudgedFolds(bars, forecasts, DirectionLabels.Compute(bars, labels).Values.ToArray(), earned);
    }

    /// <summary>Of the rows that are asked for.</summary>
    public ClassificationMetrics Figures(IReadOnlyList<int> rows) =>
        ClassificationMetrics.Of([.. rows.Select(row => directions[row])], [.. rows.Select(row => probabilities[row])]);

    /// <summary>What the trade of every bar earned after costs: long from one half up, else short where that is allowed. Annualised.</summary>
    public MetricValue Sharpe()
    {
        double[] traded = [.. returns.Where(value => !double.IsNaN(value))];
        return traded.Length == 0 ? MetricValue.Undefined("no bar was traded") : ReturnMetrics.Sharpe(traded, Bars.Calendar.BarsPerYear(Bars.Timeframe));
    }

    /// <summary>The logarithmic loss of each row.</summary>
    public double[] Losses(IReadOnlyList<int> rows) =>
        [.. rows.Select(row => LabelledProbabilities.LogLoss([directions[row]], [probabilities[row]]).Value!.Value)];

    /// <summary>Of the bars of the tests, by bar; NaN elsewhere.</summary>
    public ReadOnlySpan<double> Earned => returns;

    private static double[] Trade(BarSeries bars, IReadOnlyList<PredictionWindow> windows, double[] forecasts, BacktestOptions backtest, int horizon)
    {
        // Everything is one regime here: only the equity is read.
        TradeSimulator simulator = new(bars, windows, new RegimeLabels([], new byte[bars.Count]), backtest, horizon);
        sbyte[] wanted = [.. windows.SelectMany(window => Enumerable.Range(window.FirstBar, window.Count)).Select(bar => Position(forecasts[bar], backtest.AllowShort))];
        EquityCurve curve = simulator.Trace(wanted);
        double[] earned = Empty(bars);
        double before = backtest.InitialEquity;
        for (int i = 0; i < curve.Bars.Count; i++)
        {
            earned[curve.Bars[i]] = before > 0 ? (curve.Equity[i] / before) - 1 : 0;
            before = curve.Equity[i];
        }

        return earned;
    }

    private static sbyte Position(double probability, bool allowShort)
    {
        if (double.IsNaN(probability)) return 0;
        return probability >= Half ? (sbyte)1 : allowShort ? (sbyte)-1 : (sbyte)0;
    }

    private static double[] Empty(BarSeries bars)
    {
        double[] column = new double[bars.Count];
        Array.Fill(column, double.NaN);
        return column;
    }
}
