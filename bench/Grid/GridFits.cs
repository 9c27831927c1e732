using ServerlessTraining.Bench.Models;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Documents;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Bench.Grid;

/// <summary>The fits of the grid with nothing around them: 24 configurations on five folds, two targets each, one after the other on one thread.</summary>
internal sealed class GridFits
{
    public static readonly Symbol Symbol = Symbol.Parse("BTCUSDT");
    public static readonly Timeframe Timeframe = Timeframe.H1;
    private const int Days = 180;

    private readonly FoldPlan plan;
    private readonly BarSeries bars;
    private readonly TimedTrainer timed = new(new LightGbmTrainer(new NativeLibraryOptions { ManifestPath = RepositoryRoot.Find()?.NativeManifest }));

    public GridFits(BarSeries bars)
    {
        this.bars = bars;
        plan = FoldPlanner.Plan(bars, new FoldOptions { Mode = FoldMode.Quick, Horizons = [1], Days = Days });
    }

    public static string Grid { get; } = Text("bench", "num_iterations: 300, early_stopping_rounds: 0, learning_rate: [0.02, 0.05, 0.1, 0.2], num_leaves: [15, 31, 63], min_data_in_leaf: [20, 50]");

    public static string WarmUp { get; } = Text("warm-up", "num_iterations: 100, early_stopping_rounds: 0, learning_rate: 0.05, num_leaves: [15, 31], min_data_in_leaf: [20, 50]");

    /// <summary>Processor seconds inside the trainer, without features, labels, predictions and files.</summary>
    public double MeasureSeconds()
    {
        GridExpansion expansion = GridExpansion.Of(TrainingGrid.Read(YamlDocumentReader.Read(Grid), GridVocabulary.BuiltIn), _ => null);
        FoldTraining training = new(new ModelTypes([timed]), threads: 1);
        Train(expansion.ToTrain[0]);
        timed.Seconds = 0;
        foreach (TrainingConfiguration configuration in expansion.ToTrain) Train(configuration);
        return timed.Seconds;

        void Train(TrainingConfiguration configuration)
        {
            foreach (Fold fold in plan.Folds) training.Run(new FoldCase(bars, plan, fold, configuration, Seed: 0), new Progress<double>(), CancellationToken.None).Dispose();
        }
    }

    private static string Text(string name, string options) =>
        $$"""
        name: {{name}}
        models:
          - type: lightgbm
            hyper_parameters: { {{options}} }
        symbols: {{Symbol}}
        timeframes: {{Timeframe}}
        days: {{Days}}
        horizons: 1
        feature_systems: v1
        folds: quick
        """;

    private sealed class TimedTrainer(IModelTrainer inner) : IModelTrainer
    {
        public string ModelType => inner.ModelType;

        public double Seconds { get; set; }

        public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            IModel? model = null;
            Seconds += CpuTime.SecondsOf(() => model = inner.Train(request, progress, cancellation));
            return model!;
        }

        public IModel Load(SavedModel saved) => inner.Load(saved);
    }
}
