using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>The product's trainer: finds the fold of a work in the stored bars, has it trained, stores what came of it. A trial leaves its figures only: a study has hundreds
/// of models, and nobody opens one.</summary>
internal sealed partial class FoldTrainer : IFoldTrainer
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
    private readonly FoldCaseLoader cases;
    private readonly FoldFiles files;
    private readonly FoldTraining training;
    private readonly FoldTrainerOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<FoldTrainer> logger;

    public FoldTrainer(FoldCaseLoader cases, FoldFiles files, ModelTypes types, FoldTrainerOptions options, TimeProvider clock, ILogger<FoldTrainer> logger)
    {
        options.Validate();
        this.cases = cases;
        this.files = files;
        training = new FoldTraining(types, options.Threads);
        this.options = options;
        this.clock = clock;
        this.logger = logger;
    }

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        CheckVersion(work);
        long started = clock.GetTimestamp();
        FoldCase fold = await cases.LoadAsync(work, cancellation);
        using TrainedFold trained = training.Run(fold, progress, cancellation);
        FoldOutcome outcome = new(trained.Metrics, Nothing, 0, options.Device, trained.Notes)
        {
            Reasons = trained.Reasons,
            Threads = options.Threads,
            Machine = TrainingMachine.Description,
        };
        if (work.Kind != FoldWork.Trial) outcome = await StoreAsync(outcome, work, attempt, fold, trained, cancellation);
        progress.Report(1);
        outcome = outcome with { Seconds = clock.GetElapsedTime(started).TotalSeconds };
        string hash = outcome.Hashes.GetValueOrDefault(FoldFiles.Model, "none");
        LogTrained(logger, attempt.Key, attempt.Number, fold.Configuration.Model, work.Fold, outcome.Seconds, hash);
        return outcome;
    }

    private async Task<FoldOutcome> StoreAsync(FoldOutcome outcome, FoldWork work, FoldAttempt attempt, FoldCase fold, TrainedFold trained, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, byte[]> model = ModelFile.Pack(trained.Model, Context(work, fold, trained));
        byte[] predictions = FoldPredictionsFile.Write(trained.Predictions);
        FoldReference reference = FoldReference.Of(attempt, work.Fold);
        await files.WriteAsync(reference, model, predictions, cancellation);
        return outcome with
        {
            Files = Both(reference.ToString(), reference.ToString()),
            Hashes = Both(ModelFile.ReadManifest(model).Hash, Convert.ToHexStringLower(SHA256.HashData(predictions))),
        };
    }

    private static Dictionary<string, string> Both(string model, string predictions) => new() { [FoldFiles.Model] = model, [FoldFiles.Predictions] = predictions };

    // The version is in the work's key, and a result of another one under it would be a lie. No reason to give the fold up: a trainer of that version may come, as in an upgrade.
    internal static void CheckVersion(FoldWork work)
    {
        if (work.CodeVersion == BuildInfo.Version) return;
        throw new InvalidOperationException(
            $"The fold is for version {work.CodeVersion} of the program, and this is {BuildInfo.Version}. Start a trainer of that version, or plan the folds again.");
    }

    private ModelContext Context(FoldWork work, FoldCase fold, TrainedFold trained) => new()
    {
        FeatureSystem = trained.Recipe.FeatureSystem,
        Timeframe = fold.Bars.Timeframe,
        FeatureOptions = trained.Recipe.FeatureOptions,
        Scaler = trained.Scaler,
        HyperParameters = fold.Configuration.HyperParameters,
        Seed = work.Seed,
        Threads = options.Threads,
        DataHash = work.DataFingerprint,
        CodeVersion = work.CodeVersion,
        Created = clock.GetUtcNow(),
    };

    [LoggerMessage(EventId = 3220, Level = LogLevel.Information, Message = "Fold {Key}, try {Attempt}: {Model} trained on fold {Fold} in {Seconds:0.0} s, hash {Hash}")]
    private static partial void LogTrained(ILogger logger, string key, int attempt, string model, int fold, double seconds, string hash);
}
