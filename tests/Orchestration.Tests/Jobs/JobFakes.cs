using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>What fake folds of jobs come to.</summary>
internal static class JobFakes
{
    /// <summary>Where a small real model lies, which all of them share.</summary>
    public static FoldReference ModelPlace { get; } = new("model-of-fake-folds", 1);

    public static IReadOnlyDictionary<string, byte[]> Model { get; } = TrainModel();

    public static FoldOutcome OutcomeOf(Figures figures, FoldReference? place = null) => new(
        new Dictionary<string, double?>
        {
            ["accuracy"] = figures.Accuracy,
            ["recall"] = figures.Recall,
            ["precision"] = figures.Precision,
            ["f1"] = figures.F1,
            ["roc_auc"] = figures.RocAuc,
            ["hit_rate_tp1"] = figures.HitRateTp1,
        },
        new Dictionary<string, string> { [FoldFiles.Model] = (place ?? ModelPlace).ToString() }, 2, "cpu", [])
    {
        Reasons = figures.HitRateTp1 is null ? new Dictionary<string, string> { ["hit_rate_tp1"] = "no row was forecast up" } : new Dictionary<string, string>(),
    };

    private static IReadOnlyDictionary<string, byte[]> TrainModel()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        using TrainedFold trained = TrainingScene.Train(work);
        return ModelFile.Pack(trained.Model, new ModelContext
        {
            FeatureSystem = trained.Recipe.FeatureSystem,
            Timeframe = work.Bars.Timeframe,
            FeatureOptions = trained.Recipe.FeatureOptions,
            Scaler = trained.Scaler,
            HyperParameters = work.Configuration.HyperParameters,
            Seed = work.Seed,
            Threads = 2,
            DataHash = SeriesFingerprint.Of(work.Bars),
            CodeVersion = BuildInfo.Version,
            Created = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
        });
    }

    internal sealed record Figures(double Accuracy, double Recall, double Precision, double F1, double RocAuc, double? HitRateTp1);

    /// <summary>Of one fold.</summary>
    /// <param name="Failure">Why it fails for good; null where it is trained.</param>
    internal sealed record Result(Figures Figures, string? Failure = null, FoldReference? Place = null)
    {
        public FoldOutcome Outcome => OutcomeOf(Figures, Place);
    }

    /// <summary>A fold set that is to be trained.</summary>
    internal sealed record Call(string Instance, FoldSet Set);
}
