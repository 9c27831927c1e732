using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A model trained on one fold of a run.</summary>
/// <param name="Fold">As the model saw it.</param>
internal sealed record CandleFit(IModel Model, PreparedFold Fold) : IDisposable
{
    public void Dispose() => Model.Dispose();
}
