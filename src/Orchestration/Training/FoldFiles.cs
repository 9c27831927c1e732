using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>The files of trained folds: what the trainer writes and backtests read.</summary>
internal sealed class FoldFiles(ModelStore models, PredictionStore predictions)
{
    /// <summary>What an outcome calls the model's files, and the model's hash.</summary>
    public const string Model = "model";

    /// <summary>What an outcome calls the predictions, and their hash.</summary>
    public const string Predictions = "predictions";

    /// <summary>The model last: its manifest makes the whole.</summary>
    public async Task WriteAsync(FoldReference reference, IReadOnlyDictionary<string, byte[]> model, byte[] prediction, CancellationToken cancellation)
    {
        await predictions.WriteAsync(reference.RunId, reference.Fold, prediction, cancellation);
        await models.WriteAsync(reference.RunId, reference.Fold, model, cancellation);
    }

    /// <summary>Not checked against their manifest yet: <see cref="Models.Files.ModelFile.Open"/> does. Null where there is no model.</summary>
    /// <exception cref="ServerlessTrainingException">A part of it is gone, or was changed.</exception>
    public Task<IReadOnlyDictionary<string, byte[]>?> FindModelAsync(FoldReference reference, CancellationToken cancellation) =>
        models.ReadAsync(reference.RunId, reference.Fold, cancellation);

    /// <summary>Null where there are none.</summary>
    /// <exception cref="ServerlessTrainingException">They are damaged.</exception>
    public async Task<FoldPredictions?> FindPredictionsAsync(FoldReference reference, CancellationToken cancellation) =>
        await predictions.ReadAsync(reference.RunId, reference.Fold, cancellation) is { } file ? FoldPredictionsFile.Read(file) : null;

    /// <summary>As <see cref="FindModelAsync"/>, for a model that must be there.</summary>
    /// <exception cref="ServerlessTrainingException">It is gone or damaged.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadModelAsync(FoldReference reference, CancellationToken cancellation) =>
        await FindModelAsync(reference, cancellation) ?? throw Gone(Model, reference);

    /// <exception cref="ServerlessTrainingException">They are gone or damaged.</exception>
    public async Task<FoldPredictions> ReadPredictionsAsync(FoldReference reference, CancellationToken cancellation) =>
        await FindPredictionsAsync(reference, cancellation) ?? throw Gone(Predictions, reference);

    private static ServerlessTrainingException Gone(string what, FoldReference reference) =>
        new($"There is no {what} under '{reference}'. It was deleted; restore it from its recipe, or take it from a copy.");
}
