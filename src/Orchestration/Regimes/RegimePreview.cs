namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>What a rule that is being written would do, were it saved now.</summary>
/// <param name="Valid">Whether it could be saved.</param>
/// <param name="Errors">Why not, all at once.</param>
/// <param name="RuleText">The conditions in one line; null where they cannot be read.</param>
public sealed record RegimePreview(bool Valid, IReadOnlyList<RegimePreviewError> Errors, string? RuleText)
{
    /// <summary>Bars that satisfy the rule by itself; null where they were not counted.</summary>
    public int? Covers { get; init; }

    /// <summary>Bars that it would get among the others; those of a disabled rule are 0.</summary>
    public int? Wins { get; init; }

    /// <summary>Classified bars, without the warm-up; of a stretch of more than 100,000 the last.</summary>
    public int? Bars { get; init; }

    /// <summary>Of all regimes with the edit, in the order in which they are asked; empty where nothing was counted.</summary>
    public IReadOnlyList<RegimeBars> Shares { get; init; } = [];

    /// <summary>Why the bars of a valid rule were not counted; null where they were.</summary>
    public string? Reason { get; init; }
}
