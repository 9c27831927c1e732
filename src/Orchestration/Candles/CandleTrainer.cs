using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Trains a run from a candle as a fold task: divides the stored bars again, has the run trained, leaves what came of it.</summary>
internal sealed partial class CandleTrainer : IFoldTrainer
{
    private readonly MarketData markets;
    private readonly CandleFiles files;
    private readonly CandleTraining training;
    private readonly FoldTrainerOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<CandleTrainer> logger;

    public CandleTrainer(MarketData markets, CandleFiles files, ModelTypes types, FoldTrainerOptions options, TimeProvider clock, ILogger<CandleTrainer> logger)
    {
        options.Validate();
        this.markets = markets;
        this.files = files;
        training = new CandleTraining(types, options.Threads, clock);
        this.options = options;
        this.clock = clock;
        this.logger = logger;
    }

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        FoldTrainer.CheckVersion(work);
        long started = clock.GetTimestamp();
        CandleConfig config = CandleConfig.Parse(work.Configuration);
        CandleSplit split = await SplitAsync(work, config, cancellation);
        using TrainedCandle trained = training.Run(config, split, progress, cancellation);
        IReadOnlyDictionary<string, byte[]> model = ModelFile.Pack(trained.Fit.Model, Context(work, trained));
        FoldReference reference = FoldReference.Of(attempt, work.Fold);
        await files.StageAsync(reference, model, new CandlePackage(trained.Results, trained.Predictions), cancellation);
        progress.Report(1);
        double seconds = clock.GetElapsedTime(started).TotalSeconds;
        string hash = ModelFile.ReadManifest(model).Hash;
        LogTrained(logger, attempt.Key, attempt.Number, config.Symbol, config.Timeframe, config.CandleDate, seconds, hash);
        return new FoldOutcome(
            trained.Results.TestMetrics,
            new Dictionary<string, string> { [FoldFiles.Model] = reference.ToString(), [FoldFiles.Predictions] = reference.ToString() },
            seconds, options.Device, trained.Results.Notes)
        {
            Hashes = new Dictionary<string, string> { [FoldFiles.Model] = hash },
            Threads = options.Threads,
            Machine = TrainingMachine.Description,
        };
    }

    private async Task<CandleSplit> SplitAsync(FoldWork work, CandleConfig config, CancellationToken cancellation)
    {
        MarketBars market = await markets.FindAsync(Symbol.Parse(config.Symbol), Timeframe.Parse(config.Timeframe), cancellation)
            ?? throw new ServerlessTrainingException($"There are no bars of {config.Symbol} {config.Timeframe}. Import them, then start the run again.");
        CandleSplit split = CandleSplit.Of(market.Bars, config.CandleDate, config.Options());
        string found = SeriesFingerprint.Of(split.Known);
        if (found == work.DataFingerprint && split.Plan.Key == work.FoldPlanKey) return split;
        throw new ServerlessTrainingException(
            $"The bars of {config.Symbol} {config.Timeframe} around {TimeInterval.Text(config.CandleDate)} have changed since the run was planned: their fingerprint was "
            + $"{work.DataFingerprint} and is {found}. Start the run again.");
    }

    private ModelContext Context(FoldWork work, TrainedCandle trained) => new()
    {
        FeatureSystem = trained.Recipe.FeatureSystem,
        Timeframe = trained.Configuration.Timeframe,
        FeatureOptions = trained.Recipe.FeatureOptions,
        Scaler = trained.Fit.Fold.Scaler,
        HyperParameters = trained.Configuration.HyperParameters,
        Seed = work.Seed,
        Threads = options.Threads,
        DataHash = work.DataFingerprint,
        CodeVersion = work.CodeVersion,
        Created = clock.GetUtcNow(),
    };

    [LoggerMessage(EventId = 3950, Level = LogLevel.Information,
        Message = "Candle run, fold {Key}, try {Attempt}: {Symbol} {Timeframe} trained from {Candle:u} in {Seconds:0.0} s, hash {Hash}")]
    private static partial void LogTrained(ILogger logger, string key, int attempt, string symbol, string timeframe, DateTimeOffset candle, double seconds, string hash);
}
