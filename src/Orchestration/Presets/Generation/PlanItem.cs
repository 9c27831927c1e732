using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>An entry of a plan, as it is written. What is left out (null) is as in the request around it.</summary>
public sealed record PlanItem
{
    public required string Symbol { get; init; }

    public required string Timeframe { get; init; }

    /// <summary>Feature system, as v2.</summary>
    public required string Features { get; init; }

    public required IReadOnlyList<int> Horizons { get; init; }

    /// <summary>The least goes first, 1 to 1000. Default 100.</summary>
    public int Priority { get; init; } = GenerateRequest.UsualPriority;

    /// <summary>Default lightgbm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>For feature systems that read it. Default time_delta.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Encoder { get; init; }

    /// <summary>The longest window of training: 1 to 180 days with quick folds, 1 to 3650 with full ones. Default the most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Days { get; init; }

    /// <summary>quick or full: which folds the search trains on. Default quick.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Folds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanTrials? Trials { get; init; }

    /// <summary>Of hyper-parameters, as searches read it; null for the one of the model type.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Space { get; init; }

    /// <summary>Tried first, before anything is drawn: hyper-parameters of the space, beside the library's defaults.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonElement>? First { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Phases { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Objective { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PublishRule? Publish { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Force { get; init; }
}
