using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A preset that was judged.</summary>
internal sealed record ReoptimizationCandidate(PresetFreshnessView View, PresetContent Content);
