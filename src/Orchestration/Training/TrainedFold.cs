using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What the training of a fold gives, before any of it is stored.</summary>
/// <param name="Recipe">That it was trained by.</param>
/// <param name="Scaler">Fitted on the fit rows.</param>
/// <param name="Predictions">Of tune and report rows.</param>
/// <param name="Metrics">On the report part.</param>
/// <param name="Reasons">Why a metric is null, by its name.</param>
/// <param name="Notes">For the reader of the run.</param>
internal sealed record TrainedFold(
    IModel Model, FoldRecipe Recipe, FittedScaler Scaler, FoldPredictions Predictions, IReadOnlyDictionary<string, double?> Metrics,
    IReadOnlyDictionary<string, string> Reasons, IReadOnlyList<string> Notes) : IDisposable
{
    public void Dispose() => Model.Dispose();
}
