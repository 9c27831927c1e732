using System.Globalization;

namespace ServerlessTraining.Models.Linear;

/// <summary>Follows the fit of one target: cancels, reports and keeps the learning curve.</summary>
internal sealed class FitMonitor(Target target, int iterations, DesignMatrix? tune, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    private readonly List<double> fitLosses = [];
    private readonly List<double> tuneLosses = [];

    /// <summary>Set where the fit ended before it was done.</summary>
    public string? Note { get; private set; }

    public LearningCurve Curve => new(target, target.Kind == TargetKind.Direction ? "log_loss" : "mse", fitLosses, tuneLosses, fitLosses.Count);

    public void ThrowIfCancelled() => cancellation.ThrowIfCancellationRequested();

    /// <param name="left">How far the fit is from its end.</param>
    /// <param name="measure">In what.</param>
    /// <param name="tolerance">Where it would have ended.</param>
    public void RanOut(double left, string measure, double tolerance) =>
        Note = string.Create(CultureInfo.InvariantCulture, $"{target}: max_iterations of {iterations} ended the fit at a {measure} of {left:G3}; tol asks for {tolerance:G3}.");

    /// <summary>Takes the end of an iteration down. The tune loss is looked at, never acted on: a convex fit needs no early stop.</summary>
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
