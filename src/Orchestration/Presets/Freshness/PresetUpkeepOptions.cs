using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How published presets are kept: the section `presets` of the settings.</summary>
public sealed record PresetUpkeepOptions
{
    public const string Off = "off";

    /// <summary>Six cron fields (seconds first), in UTC: when presets are measured and stale ones are searched again by themselves. `off`, the default, is never.</summary>
    public string ReoptimizeSchedule { get; init; } = Off;

    /// <summary>Trials that one run may spend on searching again, 1 to 1000000. Default 400.</summary>
    public int TrialBudget { get; init; } = 400;

    /// <summary>Whether a stale preset is searched with the few trials of the quick phases. Default true.</summary>
    public bool ReoptimizeQuick { get; init; } = true;

    /// <summary>When a preset is stale. Its score here is the ROC AUC above one half, so that <see cref="PresetFreshnessOptions.MinScoreDrop"/> is 0.03 and not what a
    /// Sharpe ratio may fall.</summary>
    public PresetFreshnessOptions Freshness { get; init; } = new() { MinScoreDrop = 0.03 };
}
