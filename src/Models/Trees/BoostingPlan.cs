namespace ServerlessTraining.Models.Trees;

/// <summary>How long to boost.</summary>
/// <param name="Target">What is learned.</param>
/// <param name="Metric">As the library names it.</param>
/// <param name="HigherIsBetter">As for the area under the curve.</param>
/// <param name="Iterations">The most.</param>
/// <param name="Patience">Iterations without a better tune metric after which it ends; 0 boosts to the end and keeps all trees.</param>
/// <param name="HasTune">Whether there is a tune part.</param>
/// <param name="FitCurve">Whether the metric of the fit part is computed as well.</param>
internal sealed record BoostingPlan(Target Target, string Metric, bool HigherIsBetter, int Iterations, int Patience, bool HasTune, bool FitCurve)
{
    public bool StopsEarly => HasTune && Patience > 0;

    /// <summary>What the curve alone does not tell: why there are no more trees, where early stopping did not decide that.</summary>
    public string? NoteOn(LearningCurve curve)
    {
        int done = StopsEarly ? curve.Tune.Count : curve.BestIteration;
        if (StopsEarly && done - curve.BestIteration >= Patience) return null;
        if (done < Iterations) return $"{Target}: the training ended after {done} of {Iterations} iterations, because no further split was worth it.";
        return StopsEarly ? $"{Target}: all {Iterations} iterations were used before early stopping could decide; iteration {curve.BestIteration} is the best so far." : null;
    }
}
