using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Candles;

/// <summary>The product's trainer of runs, which a test can make fail, or hold until its try is given up.</summary>
internal sealed class HeldTrainer(CandleTrainer trainer) : IFoldTrainer
{
    public bool Fails { get; set; }

    public bool Holds { get; set; }

    /// <summary>Completes when a training that is held was begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a training that was held has ended.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        if (Fails) throw new ServerlessTrainingException("The trainer of the test does not want to.");
        if (!Holds) return await trainer.TrainAsync(work, attempt, progress, cancellation);
        progress.Report(0.25);
        Begun.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Nothing ends an endless wait but its cancellation.");
        }
        finally
        {
            Ended.TrySetResult();
        }
    }
}
