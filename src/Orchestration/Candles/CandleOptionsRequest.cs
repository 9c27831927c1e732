using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What the bodies that ask for trainings from candles have in common: the market, and <see cref="Domain.Candles.CandleOptions"/> by name.</summary>
#pragma warning disable MA0053 // The one base of the two bodies.
public abstract record CandleOptionsRequest
#pragma warning restore MA0053
{
    public string? Symbol { get; init; }

    public string? Timeframe { get; init; }

    public double? TrainYears { get; init; }

    public int? TestWindowSize { get; init; }

    public CandleParamsRequest? Params { get; init; }

    public string? FeatureSet { get; init; }

    public int? Folds { get; init; }

    public int? Windows { get; init; }

    public int? OptimizeSeconds { get; init; }

    public double? Threshold { get; init; }

    public int? Seed { get; init; }

    /// <summary>Fields that there are not: refused, as a misspelt option must not pass for its default.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
