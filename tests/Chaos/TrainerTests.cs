using ServerlessTraining.ChaosHost;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>How a trainer ends.</summary>
public sealed class TrainerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Drain_QueuesEmpty_EndsWith0AndLeftNothing()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        IReadOnlyList<string> keys = await site.DispatchAsync(new ChaosRun(2, 10), over.Token);

        ChaosProcess trainer = site.StartTrainer([], "--queues", "cpu,gpu", "--drain");

        Assert.Equal(0, await trainer.ExitAsync(over.Token));
        await site.Storage.AssertTrainedAsync(keys, over.Token);
        Assert.Equal(0, await site.Storage.CountAsync(StorageNames.Queues.FoldTasksCpu, over.Token));
        Assert.Equal(0, await site.Storage.CountAsync(StorageNames.Queues.FoldTasksGpu, over.Token));
        Assert.Equal(keys.Count, await site.Storage.CountAsync(StorageNames.Queues.FoldResults, over.Token));
    }

    [Fact]
    public async Task Drain_OneQueue_LeavesTheOther()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        await site.DispatchAsync(new ChaosRun(2, 3), over.Token);

        ChaosProcess trainer = site.StartTrainer([], "--queues", "gpu", "--drain");

        Assert.Equal(0, await trainer.ExitAsync(over.Token));
        Assert.Equal(0, await site.Storage.CountAsync(StorageNames.Queues.FoldTasksGpu, over.Token));
        Assert.Equal(3, await site.Storage.CountAsync(StorageNames.Queues.FoldTasksCpu, over.Token));
    }

    [Fact]
    public async Task Sigterm_DuringALongFold_HandsItBack()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        string key = Assert.Single(await site.DispatchAsync(new ChaosRun(1, 1), over.Token));
        ChaosProcess trainer = site.StartTrainer([(ChaosSettings.FoldMilliseconds, "600000"), (ChaosSettings.GraceMilliseconds, "200")]);
        await trainer.WaitForLineAsync($"training {key}", over.Token);
        FoldTaskRow running = (await site.Storage.Tasks.FindAsync(key, over.Token))!;

        trainer.AskToStop();
        int code = await trainer.ExitAsync(over.Token);

        Assert.Equal((FoldTaskState.Running, 1), (running.State, running.Attempts));
        Assert.Equal(0, code);
        FoldTaskRow after = (await site.Storage.Tasks.FindAsync(key, over.Token))!;
        Assert.Equal((FoldTaskState.Queued, 0), (after.State, after.Attempts));

        // The log has a writer of its own, so its lines stand in no order to these.
        string[] said = [.. trainer.Output.Lines.Where(line => !line.StartsWith("info: ", StringComparison.Ordinal))];
        Assert.Equal(["taking tasks", "training", "asked to stop", "stopped"], said.Select(line => Words.First(word => line.StartsWith(word, StringComparison.Ordinal))));
        Assert.Single(trainer.Output.Lines, line => line.Contains("is given back", StringComparison.Ordinal));

        // Whoever comes next has it at once.
        ChaosProcess next = site.StartTrainer([], "--drain");
        Assert.Equal(0, await next.ExitAsync(over.Token));
        await site.Storage.AssertTrainedAsync([key], over.Token);
        Assert.Equal(1, (await site.Storage.Tasks.FindAsync(key, over.Token))!.Attempts);
    }

    [Fact]
    public async Task Sigkill_DuringALongFold_TheNextTrainsItAndSaysSo()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        string key = Assert.Single(await site.DispatchAsync(new ChaosRun(1, 1), over.Token));
        ChaosProcess trainer = site.StartTrainer([(ChaosSettings.FoldMilliseconds, "600000")]);
        await trainer.WaitForLineAsync($"training {key}", over.Token);
        await trainer.KillAsync();

        site.StartTrainer([]);

        await site.Storage.AllDoneAsync([key], over.Token);
        await site.Storage.AssertTrainedAsync([key], over.Token);
        FoldTaskRow row = (await site.Storage.Tasks.FindAsync(key, over.Token))!;
        Assert.Equal(2, row.Attempts);
        Assert.StartsWith("try 1 went silent at ", Assert.Single(row.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_StorageAway_EndsWith1AndSaysSo()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        Dictionary<string, string?> environment = TrainerSite.Environment(NoStorage());
        environment["StorageRetry__tries"] = "2";
        await using ChaosProcess trainer = ChaosProcess.Start(new ProcessOutput(), environment, "trainer");

        Assert.Equal(1, await trainer.ExitAsync(over.Token));
        Assert.Contains(trainer.Output.Lines, line => line.StartsWith("The storage cannot be used: Connection refused", StringComparison.Ordinal));
        Assert.DoesNotContain(trainer.Output.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sigterm_WhileItWaitsForTheStorage_EndsWith0()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using ChaosProcess trainer = ChaosProcess.Start(new ProcessOutput(), TrainerSite.Environment(NoStorage()), "trainer");
        await trainer.WaitForLineAsync("try 2 of", over.Token);

        trainer.AskToStop();

        Assert.Equal(0, await trainer.ExitAsync(over.Token));
        Assert.Equal("stopped before it began", trainer.Output.Lines[^1]);
    }

    /// <summary>A call that gets no answer in time ends as a cancellation, which must not pass for that of the training.</summary>
    [Fact]
    public async Task Heartbeat_StorageStandsStill_IsMissedAndTheFoldIsTrained()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        string key = Assert.Single(await site.DispatchAsync(new ChaosRun(1, 1), over.Token));
        ChaosProcess trainer = site.StartTrainer(
            [(ChaosSettings.FoldMilliseconds, "4000"), ("StorageRetry__tries", "1"), ("StorageRetry__tryTimeout", "00:00:01")], "--queues", "cpu");
        await trainer.WaitForLineAsync($"training {key}", over.Token);

        await site.PauseStorageAsync(over.Token);
        await trainer.WaitForLineAsync($"Fold {key}: its row could not be reached for a look or a heartbeat", over.Token);
        await site.StorageGoesOnAsync(over.Token);

        await site.Storage.AllDoneAsync([key], over.Token);
        await site.Storage.AssertTrainedAsync([key], over.Token);
    }

    private static string NoStorage()
    {
        int[] ports = AzuriteServer.FreePorts(3);
        return new AzuritePorts(ports[0], ports[1], ports[2]).ConnectionString;
    }

    private static string[] Words => ["taking tasks", "training", "asked to stop", "stopped"];
}
