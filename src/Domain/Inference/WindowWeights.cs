namespace ServerlessTraining.Domain.Inference;

/// <summary>How the members of a method are put together in one window.</summary>
/// <param name="Window">The window's id.</param>
/// <param name="IsStack">Whether the weights are those of a meta-model: forecasts are weighted and added to the intercept. Otherwise the weighted
/// forecasts are divided by the weights of the members that forecast the row.</param>
/// <param name="LearningRows">Rows that the weights were learned on; 0 where nothing is learned.</param>
/// <param name="Fallback">Why the plain mean is taken in place of what was asked for; null where it is not.</param>
/// <param name="Intercept">Of the meta-model; 0 otherwise.</param>
/// <param name="Weights">One a member.</param>
public sealed record WindowWeights(string Window, bool IsStack, int LearningRows, string? Fallback, double Intercept, IReadOnlyList<double> Weights);
