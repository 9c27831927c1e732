using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Has each work trained by the trainer of its kind.</summary>
internal sealed class FoldTrainerRouter(FoldTrainer folds, CandleTrainer candles) : IFoldTrainer
{
    public Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation) =>
        TrainerOf(work).TrainAsync(work, attempt, progress, cancellation);

    private IFoldTrainer TrainerOf(FoldWork work) => work.Kind switch
    {
        null or FoldWork.Trial => folds,
        FoldWork.Candle => candles,
        _ => throw new ServerlessTrainingException(
            $"The work is of kind '{work.Kind}', and this program trains folds of configurations, which have no kind, and the kinds '{FoldWork.Candle}' and "
            + $"'{FoldWork.Trial}'. Plan it again."),
    };
}
