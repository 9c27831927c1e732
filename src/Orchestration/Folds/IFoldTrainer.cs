using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Trains one fold: loads the bars, builds features, fits, predicts, stores the files.</summary>
public interface IFoldTrainer
{
    /// <param name="work">What to train.</param>
    /// <param name="attempt">Under whose path the files go.</param>
    /// <param name="progress">Steps done, from 0 to 1; shown beside the heartbeat.</param>
    /// <param name="cancellation">Fires when the try no longer counts or the process is to end.</param>
    /// <exception cref="ServerlessTrainingException">It cannot be trained and trying again would not help, such as a fold without a usable row.</exception>
    Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation);
}
