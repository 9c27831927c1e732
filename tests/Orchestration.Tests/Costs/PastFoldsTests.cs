using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

[Collection(ApiTests.Name)]
public sealed class PastFoldsTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3d, 40d, 1d, 3d)]
    [InlineData(2.5, 3d, 1d, 40d, 2d)]
    [InlineData(7d, 7d)]
    public void Of_Folds_IsTheirMedian(double median, params double[] seconds)
    {
        PastFold past = PastFolds.Of("ridge", [Run(0, seconds)]);

        Assert.Equal((median, seconds.Length), (past.Seconds.Value!.Value, past.Folds));
    }

    [Fact]
    public void Of_FoldThatTwoRunsShare_CountsItOnce()
    {
        RunDetails run = Run(0, 1, 5, 6);

        Assert.Equal((5, 3), (PastFolds.Of("ridge", [run, run]).Seconds.Value, PastFolds.Of("ridge", [run, run]).Folds));
    }

    [Fact]
    public void Of_FoldsOfTwoDevices_IsTheMedianOnTheNewestOnes()
    {
        RunDetails newest = Run(0, "NVIDIA T4", 2, 4);
        RunDetails older = Run(0, "cpu", 100, 200, 300);

        PastFold past = PastFolds.Of("lstm2head", [newest, older]);

        Assert.Equal((3, FoldDevice.Gpu, 2), (past.Seconds.Value, past.Device!.Value, past.Folds));
    }

    [Fact]
    public void Of_TransactionsOfRuns_AreTheMedianAFold()
    {
        // 100 over 2 folds, 30 over 1, 90 over 3: 50, 30, 30.
        PastFold past = PastFolds.Of("ridge", [Run(100, 1, 1), Run(30, 1), Run(90, 1, 1, 1)]);

        Assert.Equal(30, past.StorageTransactions.Value);
    }

    [Fact]
    public void Of_NoFold_SaysSo()
    {
        PastFold past = PastFolds.Of("lstm2head", []);

        Assert.Equal(("no queue has trained a fold of lstm2head here yet", 0), (past.Seconds.Reason, past.Folds));
    }

    [Fact]
    public async Task OfAsync_RunsOfTheType_AreReadOnceAMinute()
    {
        const string Model = "past_folds";
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        PastFolds past = new(api.Get<RunStore>(), clock);

        Assert.Equal(0, (await past.OfAsync(Model, Cancel)).Folds);
        await InsertAsync("past-a", Model, RunStatus.Completed, Run(0, 1, 2, 3));
        await InsertAsync("past-b", Model, RunStatus.Failed, Run(0, 100));
        await InsertAsync("past-c", "past_others", RunStatus.Completed, Run(0, 100));
        Assert.Equal(0, (await past.OfAsync(Model, Cancel)).Folds);
        clock.Advance(PastFolds.Fresh);

        PastFold read = await past.OfAsync(Model, Cancel);
        Assert.Equal((2, 3), (read.Seconds.Value, read.Folds));
    }

    private static RunDetails Run(long transactions, params double[] seconds) => Run(transactions, "cpu", seconds);

    private static RunDetails Run(long transactions, string device, params double[] seconds) => new()
    {
        Recipe = new RunRecipe("{}", "data", "{}", "plan", 1, "1.0.0") { Rules = new RunRules() },
        Models = [new RunModel(1, "hash", [.. seconds.Select((each, i) => new RunFold(i + 1, true, Guid.NewGuid().ToString("N")) { Outcome = Outcome(each, device) })])],
        Score = new RunScore(DecisionScene.Basis, "model", []) { StorageTransactions = transactions },
    };

    private static FoldOutcome Outcome(double seconds, string device) => new(new Dictionary<string, double?>(), new Dictionary<string, string>(), seconds, device, []);

    private async Task InsertAsync(string id, string model, RunStatus status, RunDetails details)
    {
        JsonElement json = details.ToJson();
        DateTimeOffset created = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);
        Assert.True(await api.Get<RunStore>().InsertAsync(new StoredRun(id, Symbol.Parse("PASTFOLDS"), Timeframe.Parse("1h"), model, status, created) { Details = json }, Cancel));
    }
}
