namespace ServerlessTraining.Domain.Market;

/// <summary>The merged series, and what became of the incoming bars.</summary>
/// <param name="Series">All bars in the order of time.</param>
/// <param name="Added">Incoming bars at new times.</param>
/// <param name="Equal">Incoming bars that were there already with the same values.</param>
/// <param name="Replaced">Bars that were there and gave way to an incoming one.</param>
/// <param name="Refused">Incoming bars that gave way to the one that was there.</param>
public sealed record BarMergeResult(BarSeries Series, int Added, int Equal, int Replaced, int Refused);
