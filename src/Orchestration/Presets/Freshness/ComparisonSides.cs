using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The two presets of a comparison.</summary>
internal sealed record ComparisonSides(ComparisonRequest Request, (PresetName Name, PresetContent Content) A, (PresetName Name, PresetContent Content) B)
{
    /// <summary>That both have.</summary>
    public IReadOnlyList<int> Horizons { get; } = [.. A.Content.Horizons.Intersect(B.Content.Horizons).Order()];
}
