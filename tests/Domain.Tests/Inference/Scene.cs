using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>Bars, predictions and labels without any skill, with everything that can be awkward: gaps between windows, adjacent windows, tune rows,
/// missing forecasts.</summary>
internal sealed record Scene(BarSeries Bars, PredictionSet Predictions, RegimeLabels Regimes, BacktestOptions Options)
{
    public static readonly string[] RegimeNames = ["bull", "bear", "wild", "calm"];
    private static readonly PredictionWindow[] Windows =
    [
        new("first", 260, 90),
        new("adjacent", 350, 70, 280, 60),
        new("behind a gap", 470, 80, 400, 65),
        new("last", 550, 100),
    ];

    public static Scene Random(SeededRandom random, bool returns = true, double volatility = 0.01)
    {
        BarSeries bars = RandomMarket.Walk(random, 660, volatility: volatility);
        MethodPredictions Method(int horizon, int members) => MethodPredictions.Of(
            [.. Enumerable.Range(0, members).Select(i => Member(random, $"m{i}", horizon > 1 && members > 2 ? 1 + i : horizon, returns, both: i == 0))]);
        BacktestOptions options = new()
        {
            EntryDelay = 1 + random.Next(2),
            AllowShort = random.Next(4) > 0,
            LotSize = random.Next(3) == 0 ? 1 : null,
            SizeFraction = random.Next(2) == 0 ? 1 : 0.6,
            Spread = 0.0004,
            InitialEquity = 1e6,
        };
        return new Scene(bars, new PredictionSet(3, Windows, Method(3, 2), Method(3, 1), Method(3, 3)), Labels(random, bars.Count), options);
    }

    public StrategyTrace Trace(InferenceStrategy strategy) => StrategyBacktester.Trace(Bars, Predictions, Regimes, strategy, Options);

    public IReadOnlyList<StrategyResult> Run(StrategyGrid? grid = null) => StrategyBacktester.Run(Bars, Predictions, Regimes, grid ?? StrategyGrid.Default, Options);

    /// <summary>The same scene with everything after a bar made up: prices, labels, and forecasts of rows that are decided later.</summary>
    public Scene PoisonedAfter(int lastTrue)
    {
        byte[] labels = Regimes.Span.ToArray();
        for (int i = lastTrue + 1; i < labels.Length; i++) labels[i] = (byte)((labels[i] + 1) % Regimes.Names.Count);
        return this with
        {
            Bars = RandomMarket.Poisoned(Bars, lastTrue),
            Predictions = WithForecasts(bar => bar > lastTrue),
            Regimes = new RegimeLabels(RegimeNames, labels),
        };
    }

    /// <summary>The same predictions, turned round and blown up on the rows of some decision bars.</summary>
    public PredictionSet WithForecasts(Func<int, bool> isPoisoned)
    {
        bool[] poisoned = [.. Predictions.Windows.SelectMany(window => Enumerable.Range(0, window.Rows).Select(row => isPoisoned(window.BarOf(row))))];
        MethodPredictions Changed(PredictionMethod method) => Predictions[method].Absence is string absence
            ? MethodPredictions.Absent(absence)
            : MethodPredictions.Of([.. Predictions[method].Members.Select(member => new MemberPredictions(
                member.Name,
                member.ModelId,
                member.Horizon,
                member.HasProbabilities ? Poison(member.ProbabilityUp, poisoned, p => 1 - (p / 2)) : null,
                member.HasReturns ? Poison(member.ExpectedReturn, poisoned, r => -1e6 * r) : null))]);
        return new PredictionSet(
            Predictions.Horizon, Predictions.Windows, Changed(PredictionMethod.Direct), Changed(PredictionMethod.Recursive), Changed(PredictionMethod.DirectMulti));
    }

    public static RegimeLabels Labels(SeededRandom random, int count)
    {
        byte[] labels = new byte[count];
        byte current = 0;
        for (int i = 0; i < count; i++)
        {
            if (random.Next(6) == 0) current = (byte)random.Next(RegimeNames.Length + 1);
            labels[i] = current;
        }

        return new RegimeLabels(RegimeNames, labels);
    }

    private static MemberPredictions Member(SeededRandom random, string name, int horizon, bool returns, bool both)
    {
        int rows = Windows.Sum(window => window.Rows);
        double[] probabilities = new double[rows];
        double[] expected = new double[rows];
        double state = 0;
        for (int row = 0; row < rows; row++)
        {
            state = (0.7 * state) + random.NextGaussian();
            bool missing = random.Next(25) == 0;
            probabilities[row] = missing ? double.NaN : 1 / (1 + Math.Exp(-state));
            expected[row] = missing ? double.NaN : 0.004 * (state + (0.3 * random.NextGaussian()));
        }

        return new MemberPredictions(name, "model", horizon, returns && !both ? null : probabilities, returns ? expected : null);
    }

    private static double[] Poison(ReadOnlySpan<double> values, bool[] poisoned, Func<double, double> change)
    {
        double[] changed = values.ToArray();
        for (int i = 0; i < changed.Length; i++)
        {
            if (poisoned[i]) changed[i] = change(changed[i]);
        }

        return changed;
    }
}
