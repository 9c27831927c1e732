using Azure.Data.Tables;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Folds;

public sealed class FoldTaskStoreTests(AzuriteFixture azurite)
{
    private const string Key = "key";
    private static readonly DateTimeOffset At = StoreSandbox.Start;

    [Fact]
    public async Task TryUpdateAsync_WhatWentWrong_IsReadAsItWasWritten()
    {
        (FoldTaskStore store, FoldTaskRow row, _) = await PlanAsync();

        await store.TryUpdateAsync(
            row with { Waits = [new FoldWait("gpu", At), new FoldWait("cpu", At.AddMinutes(30))], LostDispatches = 2, Notes = ["try 1 went silent", "'quoted'"] }, Cancel);

        FoldTaskRow read = (await store.FindAsync(Key, Cancel))!;
        Assert.Equal([new FoldWait("gpu", At), new FoldWait("cpu", At.AddMinutes(30))], read.Waits);
        Assert.Equal(("cpu", 2), (read.Queue, read.LostDispatches));
        Assert.Equal(["try 1 went silent", "'quoted'"], read.Notes);
    }

    /// <summary>Rows of programs that knew nothing of it are read, and what is empty is not written.</summary>
    [Fact]
    public async Task FindAsync_NothingWentWrong_HasNoColumnsForIt()
    {
        (FoldTaskStore store, _, StoreSandbox sandbox) = await PlanAsync();

        FoldTaskRow read = (await store.FindAsync(Key, Cancel))!;

        Assert.Equal((null, 0, 0, 0), (read.Queue, read.Waits.Count, read.LostDispatches, read.Notes.Count));
        TableEntity stored = (await sandbox.Clients.Table(StorageNames.Tables.FoldResults).FindAsync(TableKey.Of(Key), "task", Cancel))!;
        Assert.DoesNotContain(stored.Keys, column => column is "waits" or "lost_dispatches" or "notes");
    }

    [Fact]
    public async Task TryRejectAsync_Trained_TakesTheResultAwayAndKeepsTheTries()
    {
        (FoldTaskStore store, FoldTaskRow row, _) = await PlanAsync();
        Assert.True(await store.TryFinishAsync(row with { State = FoldTaskState.Done, Attempts = 2, Owner = "one" }, "{}", Cancel));
        FoldTaskRow done = (await store.FindAsync(Key, Cancel))!;

        Assert.True(await store.TryRejectAsync(done with { State = FoldTaskState.Queued, Owner = null }, Cancel));

        FoldTaskRow now = (await store.FindAsync(Key, Cancel))!;
        Assert.Equal((FoldTaskState.Queued, 2, null), (now.State, now.Attempts, now.Owner));
        Assert.Null(await store.FindOutcomeAsync(Key, Cancel));
    }

    [Fact]
    public async Task TryRejectAsync_WrittenSinceItWasRead_ChangesNothing()
    {
        (FoldTaskStore store, FoldTaskRow row, _) = await PlanAsync();
        Assert.True(await store.TryFinishAsync(row with { State = FoldTaskState.Done, Owner = "one" }, "{}", Cancel));
        FoldTaskRow old = (await store.FindAsync(Key, Cancel))!;
        Assert.True(await store.ReopenAsync(Key, Cancel));
        Assert.True(await store.TryFinishAsync((await store.FindAsync(Key, Cancel))! with { State = FoldTaskState.Done, Owner = "two" }, """{"good":1}""", Cancel));

        Assert.False(await store.TryRejectAsync(old with { State = FoldTaskState.Queued }, Cancel));

        Assert.Equal((FoldTaskState.Done, "two"), ((await store.FindAsync(Key, Cancel))!.State, (await store.FindAsync(Key, Cancel))!.Owner));
        Assert.Equal("""{"good":1}""", await store.FindOutcomeAsync(Key, Cancel));
    }

    [Fact]
    public async Task GiveSignAsync_OfAQueueAndVersion_IsFoundUnderThemAlone()
    {
        (FoldTaskStore store, _, _) = await PlanAsync();
        await store.GiveSignAsync("gpu", "1.0+a/b", At, Cancel);
        await store.GiveSignAsync("gpu", "1.0+a/b", At.AddMinutes(5), Cancel);

        Assert.Equal(At.AddMinutes(5), await store.FindSignAsync("gpu", "1.0+a/b", Cancel));
        Assert.Null(await store.FindSignAsync("gpu", "1.0", Cancel));
        Assert.Null(await store.FindSignAsync("cpu", "1.0+a/b", Cancel));
    }

    private async Task<(FoldTaskStore Store, FoldTaskRow Row, StoreSandbox Sandbox)> PlanAsync()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.FoldResults]);
        FoldTaskStore store = new(sandbox.Clients);
        Assert.True(await store.PlanAsync(Key, "{}", Cancel));
        return (store, (await store.FindAsync(Key, Cancel))!, sandbox);
    }
}
