using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What a model says of a stretch of bars that follow each other, a value a row; NaN where it can say nothing.</summary>
/// <param name="Part">Tune or test.</param>
/// <param name="OpenTicks">UTC ticks of each row's bar at its open; the row decides at its close.</param>
/// <param name="ProbabilityUp">That the price is higher after the horizon.</param>
/// <param name="ExpectedReturn">Over the horizon, a simple return.</param>
internal sealed record PredictionBlock(FoldPartKind Part, long[] OpenTicks, double[] ProbabilityUp, double[] ExpectedReturn)
{
    public int Count => OpenTicks.Length;
}
