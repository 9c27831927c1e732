using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What a run trains, with all defaults filled in: the `config` of a run, the `configuration` of its results, and, as canonical JSON, what is named in its work.</summary>
public sealed record CandleConfig
{
    private const string Model = "lightgbm";
    private const int MostTrees = 4000;
    private const int Patience = 150;
    private const double DaysAYear = 365.25;

    public required string Symbol { get; init; }

    public required string Timeframe { get; init; }

    /// <summary>The open of the last bar that training may know, close included.</summary>
    public required DateTimeOffset CandleDate { get; init; }

    public required double TrainYears { get; init; }

    public required int TestWindowSize { get; init; }

    public required CandleParams Params { get; init; }

    public required string FeatureSet { get; init; }

    public required int Folds { get; init; }

    public required int Windows { get; init; }

    public required int OptimizeSeconds { get; init; }

    public required double Threshold { get; init; }

    public required int Seed { get; init; }

    public static CandleConfig Of(Symbol symbol, Timeframe timeframe, DateTimeOffset candle, CandleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CandleConfig
        {
            Symbol = symbol.Name,
            Timeframe = timeframe.Name,
            CandleDate = candle.ToUniversalTime(),
            TrainYears = options.TrainYears,
            TestWindowSize = options.TestWindowSize,
            Params = options.Params,
            FeatureSet = options.FeatureSet,
            Folds = options.Folds,
            Windows = options.Windows,
            OptimizeSeconds = options.OptimizeSeconds,
            Threshold = options.Threshold,
            Seed = options.Seed,
        };
    }

    /// <exception cref="ServerlessTrainingException">It is no such configuration.</exception>
    public static CandleConfig Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<CandleConfig>(json, ApiJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new ServerlessTrainingException($"The configuration of a training from a candle cannot be read: {error.Message}", error);
        }
    }

    public static CandleConfig Of(JsonElement json) => Parse(json.GetRawText());

    public CandleOptions Options() => new()
    {
        TrainYears = TrainYears,
        TestWindowSize = TestWindowSize,
        Params = Params,
        FeatureSet = FeatureSet,
        Folds = Folds,
        Windows = Windows,
        OptimizeSeconds = OptimizeSeconds,
        Threshold = Threshold,
        Seed = Seed,
    };

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);

    public string Canonical() => CanonicalJson.Write(ToJson());

    /// <summary>The same as a configuration of a grid would say it: its names are those of a recipe, and its hash is how the ledger counts it.</summary>
    internal TrainingConfiguration Training(CandleParams chosen)
    {
        FeatureSystem system = FeatureSystems.Parse(FeatureSet);
        Timeframe timeframe = Domain.Market.Timeframe.Parse(Timeframe);
        string options = JsonSerializer.Serialize(
            new
            {
                chosen.LearningRate,
                chosen.NumLeaves,
                chosen.MaxDepth,
                chosen.MinChildSamples,
                NumIterations = MostTrees,
                EarlyStoppingRound = Patience,
                Metric = "auc",
            },
            ApiJson.Options);
        return new TrainingConfiguration(
            Model,
            FeatureOptions.Default.Encoder.Name,
            FeatureSet,
            system.ReadsIndicatorTimeframes ? FeatureOptions.Default.TimeframesFor(timeframe) : [],
            Domain.Market.Symbol.Parse(Symbol),
            timeframe,
            (int)Math.Ceiling(TrainYears * DaysAYear),
            CandleSplit.Horizon,
            HyperParameters.Parse(options));
    }
}
