using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>A model was deleted between the look at the folds and its opening.</summary>
internal sealed class FoldGoneException(RunFold fold) : Exception($"The model of fold {fold.Number} is gone.")
{
    public RunFold Fold => fold;
}
