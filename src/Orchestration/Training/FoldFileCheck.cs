using System.Security.Cryptography;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Predictions;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Reads every file of a fold once and compares it with its manifest and the hashes of the outcome: a list and a read a file. A trial has no files and costs
/// nothing.</summary>
internal sealed class FoldFileCheck(FoldFiles files, PredictionStore predictions) : IFoldFileCheck
{
    public async Task<string?> FaultAsync(FoldWork work, FoldOutcome outcome, CancellationToken cancellation)
    {
        if (work.Kind == FoldWork.Trial) return null;
        try
        {
            return await FaultAsync(outcome, FoldFiles.Model, ModelHashAsync, cancellation) ?? await FaultAsync(outcome, FoldFiles.Predictions, PredictionsHashAsync, cancellation);
        }
        catch (ServerlessTrainingException damaged)
        {
            return $"its files cannot be used: {damaged.Message.TrimEnd('.')}";
        }
    }

    private static async Task<string?> FaultAsync(
        FoldOutcome outcome, string what, Func<FoldReference, CancellationToken, Task<string?>> hashOf, CancellationToken cancellation)
    {
        if (!outcome.Files.TryGetValue(what, out string? place)) return $"it names no {what}";
        string? hash = await hashOf(FoldReference.Parse(place), cancellation);
        if (hash is null) return $"there is no {what} under '{place}'";

        // The package of a run from a candle has no hash; there only that it can be unpacked is known.
        return outcome.Hashes.TryGetValue(what, out string? told) && told != hash ? $"the {what} under '{place}' has the hash {hash}, and its result says {told}" : null;
    }

    private async Task<string?> ModelHashAsync(FoldReference place, CancellationToken cancellation) =>
        await files.FindModelAsync(place, cancellation) is { } model ? ModelFile.Hash(model) : null;

    private async Task<string?> PredictionsHashAsync(FoldReference place, CancellationToken cancellation) =>
        await predictions.ReadAsync(place.RunId, place.Fold, cancellation) is { } content ? Convert.ToHexStringLower(SHA256.HashData(content)) : null;
}
