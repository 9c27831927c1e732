using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What is known of how good a preset is, all of it as ROC AUC.</summary>
/// <param name="Overall">In all regimes.</param>
/// <param name="OverallFrom">Where that comes from, in words.</param>
/// <param name="InRegime">In the current regime; undefined where no bar of it was judged, with the reason.</param>
/// <param name="RegimeRows">Bars behind that.</param>
internal sealed record PresetEvidence(MetricValue Overall, string OverallFrom, MetricValue InRegime, int RegimeRows);
