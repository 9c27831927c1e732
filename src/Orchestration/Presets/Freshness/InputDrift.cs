using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How far one input has moved.</summary>
/// <param name="Index">Population stability index.</param>
public sealed record InputDrift(string Input, MetricValue Index);
