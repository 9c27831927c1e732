namespace ServerlessTraining.Models.XgBoost;

/// <summary>Options of a model type on XGBoost, in XGBoost's words.</summary>
/// <param name="Parameters">Without those that depend on the request or the target.</param>
/// <param name="DirectionMetric">For directions; returns have `rmse`.</param>
/// <param name="Iterations">The most.</param>
/// <param name="Patience">See <see cref="Trees.BoostingPlan"/>.</param>
/// <param name="FitCurve">See <see cref="Trees.BoostingPlan"/>.</param>
internal sealed record XgBoostPlan(IReadOnlyDictionary<string, string> Parameters, string DirectionMetric, int Iterations, int Patience, bool FitCurve);
