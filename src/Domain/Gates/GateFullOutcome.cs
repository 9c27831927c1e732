using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>How a full training ended.</summary>
/// <param name="Good">Whether it was worth its price: the caller's rule, the same for all observations of one calibration.</param>
public sealed record GateFullOutcome(IReadOnlyDictionary<string, MetricValue> Metrics, bool Good);
