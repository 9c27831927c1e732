using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The params of a request; what is left out has its default (<see cref="Domain.Candles.CandleParams"/>).</summary>
public sealed record CandleParamsRequest
{
    public double? LearningRate { get; init; }

    public int? NumLeaves { get; init; }

    public int? MaxDepth { get; init; }

    public int? MinChildSamples { get; init; }

    /// <summary>Params that there are not: refused.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
