using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How a preset did on the bars of one regime, over all horizons.</summary>
/// <param name="Rows">Bars of the horizon that has most.</param>
/// <param name="RocAuc">Mean over the horizons.</param>
public sealed record RegimeFigures(string Regime, int Rows, MetricValue RocAuc);
