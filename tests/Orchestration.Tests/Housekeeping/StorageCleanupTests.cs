using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

[Collection(ApiTests.Name)]
public sealed class StorageCleanupTests(ApiServer api)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clean_WithoutHistories_AsksNoTaskHub()
    {
        StorageCleanupReport report = await api.Get<StorageCleanup>().CleanAsync(new RefusingClient(), new StorageCleanupRequest { Histories = false }, Token);

        Assert.Equal(["models", "predictions", "bars", "checkpoints", "payloads"], report.Groups.Select(group => group.Kind));
    }

    [Fact]
    public async Task Clean_WithHistories_AsksIt() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => api.Get<StorageCleanup>().CleanAsync(new RefusingClient(), new StorageCleanupRequest { Orphans = false, Checkpoints = false, Payloads = false }, Token));

    /// <summary>The timer's, composed as the product composes it.</summary>
    [Fact]
    public async Task Run_ByTheProduct_PurgesFirst() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.Get<DailyHousekeeping>().RunAsync(new RefusingClient(), Token));
}
