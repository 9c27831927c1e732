using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Decisions.Recovery;

/// <summary>The product's trainer, which a test can make fail or tell another machine's story.</summary>
internal sealed class TrainerSwitch(FoldTrainer trainer) : IFoldTrainer
{
    public bool Fails { get; set; }

    public int? Threads { get; set; }

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        if (Fails) throw new ServerlessTrainingException("The trainer of the test does not want to.");
        FoldOutcome outcome = await trainer.TrainAsync(work, attempt, progress, cancellation);
        return Threads is { } threads ? outcome with { Threads = threads } : outcome;
    }
}
