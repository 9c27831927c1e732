namespace ServerlessTraining.Domain.Gates;

/// <summary>A metric and the value in [0, 1) that it must exceed; the bound itself is not enough.</summary>
public sealed record GateBound(string Metric, double Bound);
