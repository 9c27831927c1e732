using System.Text.Json;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Presets;

public sealed class PresetComparisonStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_StoredComparison_IsReadBack()
    {
        PresetComparisonStore store = new((await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.PresetComparisons])).Clients);
        Assert.True(await store.InsertAsync(Of("c1", Noon), Cancel));

        Assert.False(await store.InsertAsync(Of("c1", Noon), Cancel));
        await store.ChangeAsync("c1", old => old with { Status = PresetComparisonStatus.Failed, Reason = "no bars" }, Cancel);

        PresetComparison read = (await store.FindAsync("c1", Cancel))!;
        Assert.Equal((PresetComparisonStatus.Failed, "no bars", true), (read.Status, read.Reason, read.IsOver));
        Assert.Null(await store.FindAsync("c2", Cancel));
    }

    private static PresetComparison Of(string id, DateTimeOffset created) =>
        new(id, PresetComparisonStatus.Pending, created, JsonSerializer.SerializeToElement(new { a = "A", b = "B" }));
}
