using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The body of `POST /api/presets/generate`: lists that are multiplied (symbols x timeframes x features x horizons x models), or `plan` entries, or both. In JSON
/// what is left out has its default.</summary>
public sealed record GenerateRequest
{
    public const string UsualObjective = "roc_auc";
    public const int MostPhases = 4;
    public const int MostParallel = 8;

    public const int LastPriority = 1000;

    /// <summary>Of what came of lists; entries of a plan say theirs.</summary>
    public const int UsualPriority = 100;

    /// <summary>In any spelling: BTC/USDT is BTCUSDT.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Symbols { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Timeframes { get; init; }

    /// <summary>Feature systems, as v2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Each a preset's: [[1,3,5,10],[1]] are two presets.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<int>>? Horizons { get; init; }

    /// <summary>Default lightgbm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Models { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlanItem>? Plan { get; init; }

    /// <summary>20/40/10/5 trials in the four phases; else 100/200/50/10.</summary>
    public bool Quick { get; init; }

    /// <summary>The search ends after this one, 1 to 4. Default 4.</summary>
    public int Phases { get; init; } = MostPhases;

    /// <summary>How many entries are kept, by priority; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxConfigs { get; init; }

    /// <summary>Makes a preset that exists again, as its next version; else it is skipped.</summary>
    public bool Force { get; init; }

    /// <summary>0 to 2147483647. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Which metric is searched for: the higher the better, unless it is a loss by its name. Default roc_auc.</summary>
    public string Objective { get; init; } = UsualObjective;

    /// <summary>Trials of the phases, in place of those of <see cref="Quick"/>; null for those.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanTrials? Trials { get; init; }

    /// <summary>Entries at a time, 1 to 8. Default 1.</summary>
    public int MaxParallel { get; init; } = 1;

    public PublishRule Publish { get; init; } = PublishRule.Always;

    /// <summary>Said in the history of the presets; null for a sentence that says what was searched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }
}
