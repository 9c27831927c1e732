using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Training;

/// <summary>A synthetic market with a signal that can be learned, folds on it, and model types that are small enough for a test.</summary>
internal static class TrainingScene
{
    public const string Ridge = "ridge";
    public const string LightGbm = "lightgbm";
    public const string Lstm = "lstm2head";

    private const int Bars = 5000;
    private const int Horizon = 3;

    public static NativeLibraryOptions Natives { get; } = new() { ManifestPath = Repository.PathOf(".native", "manifest.json") };

    public static ModelTypes Types { get; } = ModelTypes.BuiltIn(Natives);

    public static BarSeries Market { get; } = MarketOf("SYNTHUSDT", seed: 7);

    public static FoldOptions Options { get; } = new() { Mode = FoldMode.Full, Horizons = [1, Horizon], MinTrainDays = 120, TestDays = 30 };

    public static BarSeries MarketOf(string symbol, ulong seed) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse(symbol), Seed = seed, Bars = Bars, SignalStrength = 0.6 }).Bars;

    public static TrainingConfiguration Configuration(string model, string symbol = "SYNTHUSDT", string featureSystem = "v1") => new(
        model, "normalized", featureSystem, featureSystem == "v2" ? [Timeframe.H4, Timeframe.D1] : [], Symbol.Parse(symbol), Timeframe.H1, days: 365, Horizon,
        HyperParameters.Parse(model switch
        {
            LightGbm => """{"n_estimators": 40}""",
            Lstm => """{"hidden": 16, "sequence_length": 4, "epochs": 2}""",
            _ => "{}",
        }));

    public static FoldCase Case(string model, BarSeries? bars = null, ulong seed = 1)
    {
        FoldPlan plan = FoldPlanner.Plan(bars ?? Market, Options);
        return new FoldCase(bars ?? Market, plan, plan.Folds[0], Configuration(model), seed);
    }

    public static TrainedFold Train(FoldCase work, IProgress<double>? progress = null, CancellationToken? cancellation = null) =>
        new FoldTraining(Types, threads: 2).Run(work, progress ?? new StepLog(), cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>The files of the model itself: what it forecasts by.</summary>
    public static string ModelText(TrainedFold trained) =>
        string.Join('\n', trained.Model.ToFiles().OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {Convert.ToHexString(file.Value)}"));

    public static byte[] PredictionBytes(TrainedFold trained) => FoldPredictionsFile.Write(trained.Predictions);

    public static string HashOf(IReadOnlyDictionary<string, byte[]> model) => ModelFile.ReadManifest(model).Hash;

    /// <summary>The same bars with other prices and volumes from a row on.</summary>
    public static BarSeries ChangedFrom(BarSeries bars, int row, double factor)
    {
        double[] Changed(ReadOnlySpan<double> values)
        {
            double[] copy = values.ToArray();
            for (int i = row; i < copy.Length; i++) copy[i] *= factor;
            return copy;
        }

        return BarSeries.Create(
            bars.Symbol, bars.Timeframe, bars.Calendar,
            new BarColumns(bars.OpenTicks.ToArray(), Changed(bars.Open), Changed(bars.High), Changed(bars.Low), Changed(bars.Close), Changed(bars.Volume)));
    }
}
