using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>A report window with the folds whose models forecast it.</summary>
/// <param name="Window">With the tune rows of the latest fold where it is the first that this one serves.</param>
/// <param name="Folds">The latest first, as ages; empty where no model is old enough: then the window has no forecast.</param>
internal sealed record ServedWindow(PredictionWindow Window, IReadOnlyList<ServingFold> Folds)
{
    /// <summary>Null where there is none so old.</summary>
    public ServingFold? OfAge(int age) => age < Folds.Count ? Folds[age] : null;
}
