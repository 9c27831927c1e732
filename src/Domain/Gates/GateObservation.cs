using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>One quick run and what became of it.</summary>
/// <param name="Passed">The gate's answer.</param>
/// <param name="Full">Null where no full training was done, the rule for a refused run.</param>
/// <param name="FullSeconds">What the full training took, or, where none was done, what it would have taken by estimate; null where that is
/// not known.</param>
public sealed record GateObservation(
    string RunId, IReadOnlyDictionary<string, MetricValue> Quick, bool Passed, GateFullOutcome? Full, double? FullSeconds);
