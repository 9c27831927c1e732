using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Turns the iterations of a training into the part of the whole work that is done.</summary>
/// <param name="progress">Told of the whole.</param>
/// <param name="targets">In the order in which they are learned, where each is learned by itself.</param>
/// <param name="start">Where the training begins in the whole, 0 to 1.</param>
/// <param name="end">Where it ends.</param>
internal sealed class TrainingSteps(IProgress<double> progress, Target[] targets, double start, double end) : IProgress<TrainingProgress>
{
    private double told;

    public void Report(TrainingProgress value)
    {
        int before = value.Target is { } target ? Math.Max(0, Array.IndexOf(targets, target)) : 0;
        int count = value.Target is null ? 1 : targets.Length;
        double done = (before + ((double)value.Iteration / Math.Max(1, value.Iterations))) / count;

        // Never back, whatever order a model type takes its targets in.
        told = Math.Max(told, Math.Min(end, start + (done * (end - start))));
        progress.Report(told);
    }
}
