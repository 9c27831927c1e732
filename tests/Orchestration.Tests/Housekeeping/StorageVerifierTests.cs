using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Live;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

public sealed class StorageVerifierTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly JsonElement Large = JsonSerializer.SerializeToElement(new { Text = new string('x', Payloads.LargestInline) });
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_EverythingThere_IsWholeAndCounted()
    {
        HousekeepingScene scene = await SceneAsync();
        await scene.Bars.WriteAsync(Bars(), 0, Token);
        await scene.RunAsync(RunStatus.Completed, true, [await KeptAsync(scene)]);
        await scene.RunAsync(RunStatus.Completed, false, []);
        await PublishAsync(scene);
        await CandleAsync(scene, Large);
        await scene.QueueAsync("q", Storage.TrainingQueues.QueueState.Completed);

        StorageVerifyReport report = await AllAsync(scene);

        Assert.Empty(report.Faults);
        // The live version stands in the row of its market once more.
        Assert.Equal(new StorageVerifyCounts(Documents: 7, Payloads: 1, Markets: 1, Runs: 2, Models: 1, LiveModels: 1, CandleRuns: 1), report.Counts);
        Assert.Equal(1, report.Progress);
    }

    [Fact]
    public async Task Verify_PayloadMissing_NamesRowAndRepair()
    {
        HousekeepingScene scene = await SceneAsync();
        CandleRun run = await CandleAsync(scene, Large);
        string payload = (await scene.Payloads.ListAsync(Token).FirstAsync(Token)).Name;
        await scene.Data.Container(StorageNames.Containers.Payloads).DeleteAsync(payload, Token);

        StorageDefect fault = Assert.Single((await AllAsync(scene)).Faults);

        Assert.Equal(
            new StorageDefect(
                "candleruns", $"candleruns/row!{run.Id}", $"Payload {payload} is not in container payloads. Restore it from a copy, or delete the row that names it."),
            fault);
    }

    [Fact]
    public async Task Verify_PayloadChanged_IsTold()
    {
        HousekeepingScene scene = await SceneAsync();
        await CandleAsync(scene, Large);
        BlobFiles payloads = scene.Data.Container(StorageNames.Containers.Payloads);
        await payloads.PutAsync((await scene.Payloads.ListAsync(Token).FirstAsync(Token)).Name, new BinaryData("{}"), Token);

        Assert.Contains("is damaged: its content has another SHA-256", Assert.Single((await AllAsync(scene)).Faults).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"1\"}")]
    public async Task Verify_DocumentOfARowDamaged_IsTold(string document)
    {
        HousekeepingScene scene = await SceneAsync();
        await scene.Data.Table(StorageNames.Tables.Queues).UpsertAsync(new TableEntity("queues", "row!q") { [DocumentColumn<object>.Inline] = document }, Token);

        StorageDefect fault = Assert.Single((await AllAsync(scene)).Faults);

        Assert.Equal(("queues", "queues/row!q"), (fault.Table, fault.Row));
        Assert.StartsWith("The document is damaged: ", fault.Detail, StringComparison.Ordinal);
        Assert.EndsWith("Restore the row from a copy, or delete it.", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("livemodels")]
    public async Task Verify_ByteOfAModelChanged_IsTold(string table)
    {
        HousekeepingScene scene = await SceneAsync();
        if (table == StorageNames.Tables.Runs) await scene.RunAsync(RunStatus.Completed, true, [await KeptAsync(scene)]);
        else await PublishAsync(scene);
        BlobFiles models = scene.Data.Container(StorageNames.Containers.Models);
        BlobEntry file = await models.ListAsync("", Token).FirstAsync(blob => !blob.Name.EndsWith(ModelFile.ManifestName, StringComparison.Ordinal), Token);
        byte[] content = (await models.FindAsync(file.Name, Token))!.Content.ToArray();
        content[^1] ^= 1;
        await models.PutAsync(file.Name, new BinaryData(content), Token);

        StorageDefect fault = Assert.Single((await AllAsync(scene)).Faults);

        Assert.Equal(table, fault.Table);
        Assert.Contains("are not those that were written", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Verify_ModelWithOtherHashThanTheRuns_IsTold(bool kept, bool restored)
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await KeptAsync(scene);
        fold = fold with { Outcome = fold.Outcome! with { Hashes = new Dictionary<string, string> { ["model"] = "another" } } };
        string run = await scene.RunAsync(
            RunStatus.Completed, kept, [fold], verdict: restored ? new RunVerdict("board", "line", []) { Restored = scene.Clock.GetUtcNow() } : null);

        StorageDefect fault = Assert.Single((await AllAsync(scene)).Faults);

        Assert.Contains($"has hash {ModelFile.Hash(LiveScene.First)}, and run {run} has trained another.", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_FilesOfAKeptRunGone_NamesBothPlaces()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await KeptAsync(scene);
        string run = await scene.RunAsync(RunStatus.Completed, true, [fold]);
        FoldReference place = HousekeepingScene.PlaceOf(fold);
        await scene.Models.DeleteAsync(place.RunId, Token);
        await scene.Predictions.DeleteAsync(place.RunId, Token);

        IReadOnlyList<StorageDefect> faults = (await AllAsync(scene)).Faults;

        Assert.Equal(
            [
                $"The files of the model of run {run}, which is kept, should be in models/{place.RunId}/0001 and are gone. "
                + "Restore them from a copy, or train the configuration again.",
                $"The predictions of run {run}, which is kept, should be in predictions/{place.RunId}/0001.gz and are gone. "
                + "Restore them from a copy, or train the configuration again.",
            ],
            faults.Select(fault => fault.Detail));
    }

    [Fact]
    public async Task Verify_FilesOfARunThatIsNotKeptGone_IsWhole()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await KeptAsync(scene);
        await scene.RunAsync(RunStatus.Completed, false, [fold]);
        await scene.Models.DeleteAsync(HousekeepingScene.PlaceOf(fold).RunId, Token);

        Assert.Empty((await AllAsync(scene)).Faults);
    }

    [Fact]
    public async Task Verify_CurveOfARunDamaged_IsTold()
    {
        HousekeepingScene scene = await SceneAsync();
        string run = await scene.RunAsync(RunStatus.Completed, false, []);
        await new BacktestStore(scene.Data).WriteBlobAsync(run, "a strategy", "equity.csv", new byte[1000], Token);
        Assert.Empty((await AllAsync(scene)).Faults);
        BlobFiles blobs = scene.Data.Container(StorageNames.Containers.Backtests);
        await blobs.PutAsync((await blobs.ListAsync("", Token).FirstAsync(Token)).Name, new BinaryData(new byte[40]), Token);

        Assert.EndsWith("equity.csv is damaged. Restore it from a copy, or train again.", Assert.Single((await AllAsync(scene)).Faults).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAsync_EmulatorHasLostAFile_IsAFaultAndAClosedPortIsNone()
    {
        string? fault = await StoredFaults.OfAsync(() => throw new RequestFailedException(500, "broken", "InternalError", null));

        Assert.StartsWith("The storage answers 500 (InternalError)", fault, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RequestFailedException>(() => StoredFaults.OfAsync(() => throw new RequestFailedException(0, "refused")));
    }

    [Fact]
    public async Task Verify_LiveFilesGone_IsTold()
    {
        HousekeepingScene scene = await SceneAsync();
        StoredLiveModel live = await PublishAsync(scene);
        await scene.Models.DeleteAsync(live.Place, Token);

        Assert.StartsWith("The files of version 1 of BTCUSDT 1h are gone from", Assert.Single((await AllAsync(scene)).Faults).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ChunkOfBarsGone_IsTold()
    {
        HousekeepingScene scene = await SceneAsync();
        string chunk = (await scene.Bars.WriteAsync(Bars(), 0, Token))!.Chunks[0].Blob;
        await scene.Data.Container(StorageNames.Containers.Bars).DeleteAsync(chunk, Token);

        StorageDefect fault = Assert.Single((await AllAsync(scene)).Faults);

        Assert.Equal($"Blob {chunk} with bars of BTCUSDT 1h is gone. Import the bars again, or restore the blob from a copy.", fault.Detail);
    }

    [Fact]
    public async Task Verify_ArtifactsOfACompletedCandleRunGone_IsTold()
    {
        HousekeepingScene scene = await SceneAsync();
        CandleRun run = await CandleAsync(scene, Nothing);
        await scene.Data.Container(StorageNames.Containers.CandleRuns).DeleteAllAsync("", Token);

        Assert.Equal(
            $"The artifacts of candle run {run.Id} should be in candleruns/{run.Id}/run_meta.json and are gone. Restore them from a copy, or train it again.",
            Assert.Single((await AllAsync(scene)).Faults).Detail);
    }

    [Fact]
    public async Task Verify_NoTimeLeft_GoesOnFromPartToPartToTheSameEnd()
    {
        HousekeepingScene scene = await SceneAsync();
        for (int i = 0; i < 10; i++) await scene.RunAsync(RunStatus.Completed, false, []);
        StorageVerifier slow = scene.Verifier(new HastyClock());
        List<StorageVerifyReport> parts = [];
        do parts.Add(await slow.VerifyAsync(parts.LastOrDefault()?.Continuation, Token));
        while (parts[^1].Continuation is not null);

        // A part a table, and one more for the runs, of which eight fit into one.
        Assert.Equal(StorageNames.Tables.All.Count + 1, parts.Count);
        Assert.Equal(10, parts.Sum(part => part.Counts.Runs));
        Assert.Equal(parts.Select(part => part.Progress).Order(), parts.Select(part => part.Progress));
    }

    [Theory]
    [InlineData("?continuation=nonsense", "continuation")]
    [InlineData("?deep=1", "query")]
    public async Task Verify_QueryIsNotOurs_IsRefused(string query, string field)
    {
        HousekeepingScene scene = await SceneAsync();
        QueryCollection asked = new(QueryHelpers.ParseQuery(query));

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => scene.Verifier().VerifyAsync(StorageVerifyQuery.Of(asked).Continuation, Token));

        Assert.Equal(field, Assert.Single(error.Faults).Field);
    }

    private static BarSeries Bars() => SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = HousekeepingScene.Btc, Bars = 50 }).Bars;

    private static Task<RunFold> KeptAsync(HousekeepingScene scene) => scene.TrainAsync(LiveScene.First);

    private static async Task<StoredLiveModel> PublishAsync(HousekeepingScene scene)
    {
        StoredLiveModel model = new(HousekeepingScene.Btc, Timeframe.H1, "job", "j", scene.Clock.GetUtcNow(), "ridge", "v1", 0.5, Nothing, ModelFile.Hash(LiveScene.First));
        return (await scene.Live.PublishAsync(model, LiveScene.First, Token)).Model;
    }

    private static async Task<CandleRun> CandleAsync(HousekeepingScene scene, JsonElement config)
    {
        DateTimeOffset now = scene.Clock.GetUtcNow();
        CandleRun run = await scene.Candles.AddAsync(new CandleRun("", HousekeepingScene.Btc, Timeframe.H1, now, CandleRunStatus.Completed, now, config), Token);
        await scene.Candles.WriteArtifactsAsync(run.Id, new Dictionary<string, byte[]> { [CandleRunStore.MetaFile] = "{}"u8.ToArray() }, Token);
        return run;
    }

    private static async Task<StorageVerifyReport> AllAsync(HousekeepingScene scene)
    {
        StorageVerifyReport report = await scene.Verifier().VerifyAsync((string?)null, Token);
        Assert.Null(report.Continuation);
        return report;
    }

    private Task<HousekeepingScene> SceneAsync() => HousekeepingScene.CreateAsync(azurite.Server);

    /// <summary>A minute passes with every look at it.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long minutes;

        public override long GetTimestamp() => TimestampFrequency * 60 * Interlocked.Increment(ref minutes);
    }
}
