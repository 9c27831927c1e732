using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What the training of a run gives, before any of it is stored.</summary>
/// <param name="Configuration">With the params that the model was trained with.</param>
/// <param name="Predictions">As CSV.</param>
internal sealed record TrainedCandle(CandleFit Fit, FoldRecipe Recipe, TrainingConfiguration Configuration, CandleResults Results, string Predictions) : IDisposable
{
    public void Dispose() => Fit.Dispose();
}
