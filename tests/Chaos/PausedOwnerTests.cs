using Azure.Data.Tables;
using ServerlessTraining.ChaosHost;

namespace ServerlessTraining.Chaos;

/// <summary>A trainer that stands still past its leases, and comes back when others have done its work.</summary>
public sealed class PausedOwnerTests
{
    private const string Training = "training ";
    private const string Refused = "no longer counts";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Trainer_PausedPastItsClaims_OverwritesNothing()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using TrainerSite site = await TrainerSite.OpenAsync(over.Token);
        ChaosRun run = new(2, 25);
        IReadOnlyList<string> keys = await site.DispatchAsync(run, over.Token);
        ChaosProcess first = site.StartTrainer([(ChaosSettings.Concurrency, $"{run.FoldsASet}"), (ChaosSettings.FoldMilliseconds, "3000")]);
        await ChaosProcess.UnlessEndedAsync(
            first.Output.WaitAsync(lines => lines.Count(line => line.StartsWith(Training, StringComparison.Ordinal)) == run.Folds, over.Token), [first]);
        await first.PauseAsync(over.Token);
        Dictionary<string, string> paused = Owners(await site.Storage.FoldRowsAsync(over.Token));

        ChaosProcess second = site.StartTrainer([(ChaosSettings.Concurrency, $"{run.FoldsASet}")]);
        await site.Storage.AllDoneAsync(keys, over.Token);
        second.AskToStop();
        Assert.Equal(0, await second.ExitAsync(over.Token));
        Dictionary<string, string> before = Owners(await site.Storage.FoldRowsAsync(over.Token));
        Assert.All(keys, key => Assert.NotEqual(paused[key], before[key]));

        await first.GoOnAsync(over.Token);
        await ChaosProcess.UnlessEndedAsync(first.Output.WaitAsync(lines => RefusedKeys(lines, keys) == run.Folds, over.Token), [first]);
        first.AskToStop();
        Assert.Equal(0, await first.ExitAsync(over.Token));

        Assert.Equal(before, Owners(await site.Storage.FoldRowsAsync(over.Token)));
        await site.Storage.AssertTrainedAsync(keys, over.Token);
        Assert.Equal(run.Folds, first.Output.Lines.Count(line => line.Contains(Refused, StringComparison.Ordinal)));
        ChaosSeed.Say($"{RefusedKeys(first.Output.Lines, keys)} of {run.Folds} refused");
    }

    /// <summary>Owners and versions of the rows: equal when nothing was written.</summary>
    private static Dictionary<string, string> Owners(IEnumerable<TableEntity> rows) => rows
        .Where(row => row.RowKey == "task")
        .ToDictionary(row => row.PartitionKey, row => $"{row.GetString("owner")} {row.ETag}", StringComparer.Ordinal);

    private static int RefusedKeys(IReadOnlyList<string> lines, IReadOnlyList<string> keys)
    {
        string[] refusals = [.. lines.Where(line => line.Contains(Refused, StringComparison.Ordinal))];
        return keys.Count(key => refusals.Any(line => line.Contains(key, StringComparison.Ordinal)));
    }
}
