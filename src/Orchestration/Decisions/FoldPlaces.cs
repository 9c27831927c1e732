using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>The files of the tries of a fold, each try's under a place of its own (<see cref="FoldReference"/>).</summary>
internal sealed class FoldPlaces(FoldTaskStore tasks, ModelStore models, PredictionStore predictions)
{
    /// <summary>Takes the fold's result away and then the files of all its tries. Where a try runs, the fold is left as it is.</summary>
    public async Task<FreedFiles> RemoveAsync(string key, CancellationToken cancellation)
    {
        IReadOnlyList<Place> found = await ListAsync(key, cancellation);
        return await tasks.ReopenAsync(key, cancellation) ? await DeleteAsync(key, found, cancellation) : default;
    }

    /// <summary>Deletes the files of the tries that did not win, where one has.</summary>
    public async Task<FreedFiles> TidyAsync(string key, CancellationToken cancellation)
    {
        IReadOnlyList<Place> found = await ListAsync(key, cancellation);
        return await tasks.FindAsync(key, cancellation) is { State: FoldTaskState.Done } ? await DeleteAsync(key, found, cancellation) : default;
    }

    // The list is older than the look at the row, so a try that began after it is in neither danger: its place is not listed, or it is the row's.
    private async Task<FreedFiles> DeleteAsync(string key, IReadOnlyList<Place> found, CancellationToken cancellation)
    {
        string? owner = (await tasks.FindAsync(key, cancellation))?.Owner;
        string? living = owner is null ? null : FoldReference.Of(new FoldAttempt(key, owner, 1), 1).RunId;
        FreedFiles freed = default;
        foreach (Place place in found.Where(place => place.RunId != living))
        {
            await models.DeleteAsync(place.RunId, cancellation);
            await predictions.DeleteAsync(place.RunId, cancellation);
            freed += new FreedFiles(place.Bytes, place.Models);
        }

        return freed;
    }

    private async Task<IReadOnlyList<Place>> ListAsync(string key, CancellationToken cancellation)
    {
        List<Place> parts = [];
        await foreach (StoredModel model in models.ListStartingAsync($"{key}-", cancellation)) parts.Add(new Place(model.RunId, model.Bytes, 1));
        await foreach (StoredPredictions file in predictions.ListStartingAsync($"{key}-", cancellation)) parts.Add(new Place(file.RunId, file.Bytes, 0));
        return [.. parts.GroupBy(part => part.RunId, (id, of) => of.Aggregate((sum, part) => new Place(id, sum.Bytes + part.Bytes, sum.Models + part.Models)))];
    }

    private sealed record Place(string RunId, long Bytes, int Models);
}
