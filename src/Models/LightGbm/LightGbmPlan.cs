namespace ServerlessTraining.Models.LightGbm;

/// <summary>Options of a model type on LightGBM, in LightGBM's words.</summary>
/// <param name="Parameters">Without those that depend on the request or the target.</param>
/// <param name="DirectionObjective">For directions; returns have `regression`.</param>
/// <param name="DirectionMetric">For directions; returns have `l2`.</param>
/// <param name="Iterations">The most.</param>
/// <param name="Patience">See <see cref="Trees.BoostingPlan"/>.</param>
/// <param name="FitCurve">See <see cref="Trees.BoostingPlan"/>.</param>
internal sealed record LightGbmPlan(string Parameters, string DirectionObjective, string DirectionMetric, int Iterations, int Patience, bool FitCurve);
