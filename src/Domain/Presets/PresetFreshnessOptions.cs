namespace ServerlessTraining.Domain.Presets;

/// <summary>When a preset is no longer to be trusted.</summary>
public sealed record PresetFreshnessOptions
{
    /// <summary>Days after which a preset expires, 1 to 3650. Default 90, the length of the final segment at most.</summary>
    public int MaxAgeDays { get; init; } = 90;

    /// <summary>Population stability index above which its data count as drifted, above 0. Default 0.25, the customary bound for another
    /// population.</summary>
    public double MaxPsi { get; init; } = 0.25;

    /// <summary>How far the score may fall, as a fraction (0 to 1) of its magnitude when published. Default 0.3.</summary>
    public double MaxScoreDrop { get; init; } = 0.3;

    /// <summary>How far the score may fall in any case, in units of the score (Sharpe), 0 to 10: near zero a fraction is no room at all.
    /// Default 0.25.</summary>
    public double MinScoreDrop { get; init; } = 0.25;

    /// <summary>Throws with everything that is out of range.</summary>
    public void Validate()
    {
        Faults faults = new("The freshness options cannot be used");
        if (MaxAgeDays is < 1 or > 3650) faults.Add($"max_age_days is {MaxAgeDays}, allowed is 1 to 3650");
        if (MaxPsi is not (> 0 and <= double.MaxValue)) faults.Add($"max_psi is {MaxPsi}, allowed is a number above 0");
        if (MaxScoreDrop is not (>= 0 and <= 1)) faults.Add($"max_score_drop is {MaxScoreDrop}, allowed is 0 to 1 (0.3 is 30 %)");
        if (MinScoreDrop is not (>= 0 and <= 10)) faults.Add($"min_score_drop is {MinScoreDrop}, allowed is 0 to 10");
        faults.Throw();
    }
}
