using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Trials;

/// <summary>A point that was tried. Search knows losses only: lower is better, and whoever wants something high hands over its negative.</summary>
/// <param name="Number">From 0, in the order in which they were proposed.</param>
/// <param name="Losses">One for each objective: of all steps, or of those before it was pruned; empty where it failed before the first.</param>
/// <param name="Steps">The losses as they were known after each step (a fold), the first one first.</param>
public sealed record Trial(int Number, SearchPoint Point, TrialState State, IReadOnlyList<double> Losses, IReadOnlyList<IReadOnlyList<double>> Steps)
{
    /// <summary>What a search on one objective looks at; null where there is none.</summary>
    public double? Loss => Losses.Count > 0 && !double.IsNaN(Losses[0]) ? Losses[0] : null;
}
