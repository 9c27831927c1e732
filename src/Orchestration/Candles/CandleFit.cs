using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A model trained on one fold of a run.</summary>
/// <param name="Scaler">Fitted on the fit rows.</param>
/// <param name="Features">Of all bars, as the model sees them.</param>
internal sealed record CandleFit(IModel Model, FittedScaler Scaler, FeatureMatrix Features) : IDisposable
{
    public void Dispose() => Model.Dispose();
}
