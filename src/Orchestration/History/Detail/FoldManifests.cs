using System.Security.Cryptography;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Reads the manifests of trained folds, and nothing of the models behind them.</summary>
internal sealed class FoldManifests(ModelStore models)
{
    private static readonly string[] Beside = [ModelFile.ChecksumsName];

    /// <summary>Null where there is no whole model.</summary>
    /// <exception cref="ServerlessTrainingException">It is damaged.</exception>
    public async Task<StoredManifest?> FindAsync(FoldReference reference, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, byte[]>? files = await models.ReadSomeAsync(reference.RunId, reference.Fold, Beside, cancellation);
        return files is null ? null : new StoredManifest(ModelFile.ReadManifest(files), Convert.ToHexStringLower(SHA256.HashData(files[ModelFile.ManifestName])));
    }
}
