namespace ServerlessTraining.Models.Linear;

/// <summary>Follows the fit of one target: cancels, reports and keeps the learning curve.</summary>
internal sealed class FitMonitor(Target target, int iterations, DesignMatrix? tune, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    private readonly List<double> fitLosses = [];
    private readonly List<double> tuneLosses = [];

    public LearningCurve Curve => new(target, target.Kind == TargetKind.Direction ? "log_loss" : "mse", fitLosses, tuneLosses, fitLosses.Count);

    public void ThrowIfCancelled() => cancellation.ThrowIfCancellationRequested();

    /// <summary>Notes the end of an iteration. The tune loss is looked at, never acted on: a convex fit needs no early stop.</summary>
    public void Step(double fitLoss, Func<LinearPredictor> predictor)
    {
        cancellation.ThrowIfCancellationRequested();
        double? tuneLoss = null;
        if (tune is not null)
        {
            tuneLoss = predictor().Loss(tune);
            tuneLosses.Add(tuneLoss.Value);
        }

        fitLosses.Add(fitLoss);
        progress?.Report(new TrainingProgress(target, fitLosses.Count, iterations, fitLoss, tuneLoss));
    }
}
