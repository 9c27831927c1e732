namespace ServerlessTraining.Domain.Grids;

/// <summary>The values, as canonical JSON, that a grid tries for one hyper-parameter.</summary>
public sealed record HyperParameterChoice(string Name, IReadOnlyList<string> Values);
