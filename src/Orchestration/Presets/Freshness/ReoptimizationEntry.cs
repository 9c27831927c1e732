using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A stale preset, and what becomes of it.</summary>
/// <param name="Chosen">Whether it is searched again in this run.</param>
/// <param name="Trials">That its search takes.</param>
/// <param name="Why">It is stale.</param>
/// <param name="WhyNot">It is not chosen; null where it is.</param>
public sealed record ReoptimizationEntry(
    string Name, int Version, double Staleness, IReadOnlyList<PresetStaleReason> Reasons, bool Chosen, int Trials, IReadOnlyList<string> Why, string? WhyNot);
