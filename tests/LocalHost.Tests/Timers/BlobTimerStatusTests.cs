using Azure.Storage.Blobs;
using ServerlessTraining.LocalHost.Timers;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Timers;

public sealed class BlobTimerStatusTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimerStatus Status = new(
        new DateTimeOffset(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero).AddTicks(4), new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), TimerStatus.Never);

    private readonly RecordingLogger logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BlobServiceClient Blobs => new(azurite.Server.ConnectionString);

    [Fact]
    public async Task Read_AfterWrite_IsTheSameToTheTick()
    {
        BlobTimerStatus store = new(Blobs, "round", logger);
        Assert.Null(await store.ReadAsync("Pull", Token));

        await store.WriteAsync("Pull", Status, Token);

        Assert.Equal(Status, await store.ReadAsync("Pull", Token));
    }

    /// <summary>The place of StorageScheduleMonitor.cs.</summary>
    [Fact]
    public async Task Write_Always_LiesWhereTheExtensionKeepsIt()
    {
        await new BlobTimerStatus(Blobs, "place", logger).WriteAsync("Pull", Status, Token);

        BlobClient blob = Blobs.GetBlobContainerClient("azure-webjobs-hosts").GetBlobClient("timers/place/Pull/status");
        Assert.StartsWith("{\"Last\":\"2026-03-01T10:00:00.1230004+00:00\",\"Next\":", (await blob.DownloadContentAsync(Token)).Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoJson_BeginsAnewAndSaysSo()
    {
        BlobTimerStatus store = new(Blobs, "broken", logger);
        await store.WriteAsync("Pull", Status, Token);
        await Blobs.GetBlobContainerClient("azure-webjobs-hosts").GetBlobClient("timers/broken/Pull/status").UploadAsync(new BinaryData("{"), overwrite: true, Token);

        Assert.Null(await store.ReadAsync("Pull", Token));
        Assert.Contains(logger.Lines, line => line.Event == 4105);
    }

    [Fact]
    public async Task Listener_Restarted_MakesUpForTheMissedRun()
    {
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 20, 0, TimeSpan.Zero));
        TimerRuns runs = new(clock);
        TimerSchedule schedule = TimerSchedule.Parse("0 0 * * * *", TimeZoneInfo.Utc);
        TimerListener Listener() => new("Pull", schedule, runOnStartup: false, useMonitor: true, runs.RunAsync, new BlobTimerStatus(Blobs, "restart", logger), clock, logger);
        await using (TimerListener first = Listener())
        {
            await first.StartAsync(Token);
            await runs.NextAsync(Token);
        }

        clock.Advance(TimeSpan.FromHours(2));
        await using TimerListener second = Listener();
        await second.StartAsync(Token);

        Assert.True((await runs.NextAsync(Token)).Info.IsPastDue);
    }
}
