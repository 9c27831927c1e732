using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.History.Detail;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Tests.History.Detail;

[Collection(RunDetailTests.Name)]
public sealed class RunArtifactsTests(ScoredRuns runs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_TrainedRun_HasTheHashesOfManifestsAndOutcomes()
    {
        RunArtifactsView view = await ReadAsync();

        foreach (RunModel model in (await runs.Scene.DetailsAsync()).Models)
        {
            foreach (RunFold fold in model.Folds)
            {
                RunArtifact[] items = [.. view.Items.Where(item => item.Horizon == model.Horizon && item.Fold == fold.Number)];
                IReadOnlyDictionary<string, byte[]> files = await runs.Scene.Services.GetRequiredService<FoldFiles>().ReadModelAsync(PlaceOf(fold), Cancel);
                ModelManifest manifest = ModelFile.ReadManifest(files);
                Assert.Equal(
                    manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value.Sha256, (long)file.Value.Length)),
                    items.Where(item => item.Kind == RunArtifact.Model).Select(item => (item.Path.Split('/')[^1], item.Sha256!, item.Bytes)));
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[ModelFile.ManifestName])), Assert.Single(items, item => item.Kind == RunArtifact.Manifest).Sha256);
                Assert.Equal(fold.Outcome!.Hashes[FoldFiles.Predictions], Assert.Single(items, item => item.Kind == RunArtifact.Predictions).Sha256);
                Assert.Null(Assert.Single(items, item => item.Kind == RunArtifact.Checksums).Sha256);
            }
        }
    }

    [Fact]
    public async Task ReadAsync_TrainedRun_NamesBlobsThatAreThere()
    {
        RunArtifactsView view = await ReadAsync();

        BlobServiceClient blobs = runs.Scene.Services.GetRequiredService<StorageClients>().Blobs;
        foreach (RunArtifact item in view.Items)
        {
            (string container, string name) = (item.Path[..item.Path.IndexOf('/')], item.Path[(item.Path.IndexOf('/') + 1)..]);
            Assert.Equal(item.Bytes, (await blobs.GetBlobContainerClient(container).GetBlobClient(name).GetPropertiesAsync(cancellationToken: Cancel)).Value.ContentLength);
        }

        Assert.All(view.Items, item => Assert.True(item.Exists));
        Assert.Equal(view.Items.Sum(item => item.Bytes), view.TotalBytes);
        Assert.Equal(3, view.Items[0].Horizon);
        int traced = (await runs.Scene.DetailsAsync()).Score!.Best.Select(best => best.Strategy).Distinct().Count();
        Assert.Equal(2 * traced, view.Items.Count(item => item.Kind == RunArtifact.Backtests));
    }

    [Fact]
    public async Task ReadAsync_FilesGoneOrPacked_AreToldApart()
    {
        FoldFiles files = runs.Scene.Services.GetRequiredService<FoldFiles>();
        foreach (RunFold fold in (await runs.Scene.DetailsAsync()).Models[^1].Folds.Where(fold => fold.Number > 1))
        {
            await files.WriteAsync(new FoldReference("holes", fold.Number), await files.ReadModelAsync(PlaceOf(fold), Cancel), [1], Cancel);
        }

        await runs.CopyAsync(
            "holes", fold => fold with { Outcome = fold.Outcome! with { Files = fold.Outcome.Files.ToDictionary(file => file.Key, _ => $"holes/{fold.Number}") } });
        RunArtifactsView before = await ReadAsync("holes");
        RunArtifact lost = Of(before, 3, RunArtifact.Model)[0];
        Assert.True(await runs.Scene.Services.GetRequiredService<ModelStore>().PackAsync("holes", 2, ModelFile.Compress, Cancel));
        await runs.Scene.Services.GetRequiredService<StorageClients>().Blobs.GetBlobContainerClient("models")
            .DeleteBlobAsync(lost.Path["models/".Length..], cancellationToken: Cancel);

        RunArtifactsView view = await ReadAsync("holes");

        string hash = (await runs.Scene.DetailsAsync()).Models[^1].Folds[0].Outcome!.Hashes[FoldFiles.Model];
        Assert.Equal(new RunArtifact(3, 1, RunArtifact.Model, "models/holes/0001", 0, hash, Exists: false), Assert.Single(Of(view, 1, RunArtifact.Model)));
        Assert.Equal([("predictions/holes/0001.gz", 0L, false)], Of(view, 1, RunArtifact.Predictions).Select(item => (item.Path, item.Bytes, item.Exists)));
        Assert.Equal(Of(before, 2, RunArtifact.Model).Select(item => (item.Sha256, true)), Of(view, 2, RunArtifact.Model).Select(item => (item.Sha256, item.Exists)));
        Assert.All(Of(view, 2, RunArtifact.Model), item => Assert.EndsWith(".gz", item.Path, StringComparison.Ordinal));
        Assert.Equal(lost with { Bytes = 0, Exists = false }, Assert.Single(Of(view, 3, RunArtifact.Model), item => !item.Exists));
    }

    private static RunArtifact[] Of(RunArtifactsView view, int fold, string kind) =>
        [.. view.Items.Where(item => item.Horizon == 3 && item.Fold == fold && item.Kind == kind).OrderBy(item => item.Path, StringComparer.Ordinal)];

    private static FoldReference PlaceOf(RunFold fold) => FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Model]);

    private Task<RunArtifactsView> ReadAsync(string? id = null) => runs.Scene.Services.GetRequiredService<RunArtifacts>().ReadAsync(id ?? runs.Scene.RunId, Cancel);
}
