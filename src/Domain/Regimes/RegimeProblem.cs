namespace ServerlessTraining.Domain.Regimes;

/// <summary>Something that is wrong with a regime rule, a set of them, or their options.</summary>
/// <param name="Field">Where: `name`, `conditions.volatility`, in a set `regimes[0].name`; empty for the whole.</param>
/// <param name="Text">What is there and what is allowed.</param>
public sealed record RegimeProblem(string Field, string Text);
