using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>What one page of a queue costs, however long the queue is.</summary>
public sealed class GridPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MostEvents = 2000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A history is replayed from its start at every turn. The longest page is one whose models end one by one, with a checkpoint after each.</summary>
    [Fact]
    [Trait("Category", "slow")]
    public async Task Run_AWholePageOneByOneWithACheckpointEach_StaysUnder2000Events()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 2, AutoCheckpointInterval = 1 });
        QueueRecord queue = await hub.StartedAsync(GridPage.Size, Token);
        for (int index = 0; index < GridPage.Size; index++)
        {
            // A checkpoint is named by its second, and looks for a free one.
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await hub.EndAsync(index, Token);
        }

        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        string instance = GridRun.InstanceOf(queue.Id, 1);
        await GridHub.UntilAsync(async () => (await hub.Client.GetInstanceAsync(instance, Token))!.IsCompleted, Token);

        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Accounts.Data, hub.Name, instance, Token);
        int events = history.Executions.Sum(execution => execution.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{GridPage.Size} configurations: {events} events");
        Assert.InRange(events, GridPage.Size, MostEvents - 1);
    }

    /// <summary>The service gives a thousand rows a call: a page that read all that is still open would take more calls the longer the queue is.</summary>
    [Fact]
    public async Task Open_OfALongQueue_ReadsItsOwnItemsOnly()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord queue = await hub.CreateAsync(1_100, Token);
        GridPage page;
        using (StorageMeter meter = StorageMeter.Start())
        {
            page = await hub.Activities.OpenAsync(new GridPlace(queue.Id, GridPage.Size), Token);
            Assert.Equal(3, meter.Count);
        }

        Assert.Equal(Enumerable.Range(GridPage.Size, GridPage.Size), page.Open);
        Assert.Equal(2 * GridPage.Size, page.End);
    }
}
