using System.Text.Json;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Tests.Jobs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>Rows that say that a fold is trained, and results that nobody can use.</summary>
public sealed class WrongResultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Good_IsAnsweredAndLeftAlone(bool asked)
    {
        FoldTaskMessage task = await FinishedAsync();
        FoldTaskRow before = await RowAsync(task);

        Assert.Equal([new FoldAnswer(task.Number, task.Key, null)], await LookAsync(task, asked));

        Assert.Equal((FoldTaskState.Done, before.Owner), ((await RowAsync(task)).State, (await RowAsync(task)).Owner));
        Assert.Empty(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    /// <summary>It was packed since, which changes every blob and nothing of what it forecasts.</summary>
    [Fact]
    public async Task PackedSince_IsAnswered()
    {
        FoldTaskMessage task = await FinishedAsync();
        FoldReference place = await PlaceAsync(task);
        Assert.True(await new ModelStore(scene.Accounts.Data, scene.Clock).PackAsync(place.RunId, place.Fold, ModelFile.Compress, Token));

        Assert.Single(await LookAsync(task, asked: false));
    }

    [Theory]
    [InlineData("not json", "its result cannot be read: ")]
    [InlineData("null", "its result lacks figures or files")]
    [InlineData("{}", "its result lacks figures or files")]
    [InlineData("""{"metrics":{},"files":{},"seconds":1,"device":"cpu","notes":[]}""", "it names no model")]
    [InlineData("""{"metrics":{},"files":{"model":"nowhere"},"seconds":1,"device":"cpu","notes":[]}""", "its files cannot be used: 'nowhere' is not a reference")]
    [InlineData("""{"metrics":{},"files":{"model":"nowhere/1"},"seconds":1,"device":"cpu","notes":[]}""", "there is no model under 'nowhere/1'")]
    public async Task ResultOfNoUse_IsQueuedAgainAndSaysWhy(string result, string fault)
    {
        FoldTaskMessage task = await PlanAsync();
        await FinishAsync(task, (_, _) => Task.FromResult(result));

        Assert.Empty(await LookAsync(task, asked: false));

        await AssertQueuedAgainAsync(task, fault);
    }

    [Fact]
    public async Task NoResult_IsQueuedAgainAndSaysWhy()
    {
        FoldTaskMessage task = await PlanAsync();
        FoldTaskRow row = await RowAsync(task);
        Assert.NotNull(await scene.Tasks.TryUpdateAsync(row with { State = FoldTaskState.Done, Attempts = 1, Owner = "owner" }, Token));

        Assert.Empty(await LookAsync(task, asked: false));

        await AssertQueuedAgainAsync(task, "there is no result");
    }

    [Theory]
    [InlineData("no model", "there is no model under '")]
    [InlineData("part of the model", "its files cannot be used: The files in models/")]
    [InlineData("no predictions", "there is no predictions under '")]
    [InlineData("other predictions", "and its result says ")]
    public async Task FilesNotThoseOfTheResult_IsQueuedAgainAndSaysWhy(string damage, string fault)
    {
        FoldTaskMessage task = await FinishedAsync();
        await DamageAsync(task, damage);

        Assert.Empty(await LookAsync(task, asked: false));

        await AssertQueuedAgainAsync(task, fault);
    }

    [Fact]
    public async Task ModelIsNotThatOfTheResult_IsQueuedAgainAndSaysWhy()
    {
        FoldTaskMessage task = await PlanAsync();
        await FinishAsync(task, async (work, attempt) =>
        {
            FoldOutcome outcome = await MisbehavingTrainer.StoreAsync(scene, work, attempt, Token);
            Dictionary<string, string> hashes = new(outcome.Hashes) { [FoldFiles.Model] = "another" };
            return JsonSerializer.Serialize(outcome with { Hashes = hashes }, ApiJson.Options);
        });

        Assert.Empty(await LookAsync(task, asked: false));

        await AssertQueuedAgainAsync(task, $"has the hash {ModelFile.Hash(JobFakes.Model)}, and its result says another");
    }

    /// <summary>Another orchestration had it trained, long ago; whoever asks now believes it no more than its own.</summary>
    [Fact]
    public async Task OfAnEarlierOrchestration_ItsFilesAreGone_IsDispatched()
    {
        FoldTaskMessage task = await FinishedAsync();
        await DamageAsync(task, "no model");

        Assert.Empty(await LookAsync(task, asked: true));

        await AssertQueuedAgainAsync(task, "there is no model under '");
    }

    [Fact]
    public async Task QueuedAgain_TheNextTrainsIt_IsAnswered()
    {
        FoldTaskMessage task = await FinishedAsync();
        FoldReference first = await PlaceAsync(task);
        await DamageAsync(task, "no predictions");
        await LookAsync(task, asked: false);

        await FinishAsync(task, StoreAsync);

        Assert.Equal([new FoldAnswer(task.Number, task.Key, null)], await LookAsync(task, asked: false));
        FoldUse use = await FoldUse.ReadAsync(new RunStore(scene.Accounts.Data), new QueueStore(scene.Accounts.Data, scene.Clock), Token);
        Assert.Equal(FoldFate.Abandoned, (await new OrphanFinder(scene.Tasks, use).AskAsync(first.RunId, Token)).Fate);
    }

    [Fact]
    public async Task EveryTime_FailsWithTheTriesAndTheReason()
    {
        FoldTaskMessage task = await PlanAsync();
        for (int time = 1; time < FoldScene.Options.MaxAttempts; time++)
        {
            await FinishAsync(task, (_, _) => Task.FromResult("{}"));
            Assert.Empty(await LookAsync(task, asked: false));
        }

        await FinishAsync(task, (_, _) => Task.FromResult("{}"));

        Assert.Equal(
            "3 of 3 tries were made, and the last answer cannot be used: its result lacks figures or files. Look at what writes to or deletes from the data account, then start it "
            + "again",
            Assert.Single(await LookAsync(task, asked: false)).Failure);
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    private static FoldTaskRow Claim(FoldTaskRow row) => row with { State = FoldTaskState.Running, Attempts = row.Attempts + 1, Owner = FoldTaskStore.NewOwner() };

    private async Task<FoldTaskMessage> PlanAsync() => await scene.PlanAsync(Token, kind: null);

    private async Task<FoldTaskMessage> FinishedAsync()
    {
        FoldTaskMessage task = await PlanAsync();
        await FinishAsync(task, StoreAsync);
        return task;
    }

    private async Task<string> StoreAsync(FoldWork work, FoldAttempt attempt) =>
        JsonSerializer.Serialize(await MisbehavingTrainer.StoreAsync(scene, work, attempt, Token), ApiJson.Options);

    private async Task FinishAsync(FoldTaskMessage task, Func<FoldWork, FoldAttempt, Task<string>> train)
    {
        FoldTaskRow claim = (await scene.Tasks.TryUpdateAsync(Claim(await RowAsync(task)), Token))!;
        string result = await train(JsonSerializer.Deserialize<FoldWork>(claim.Work, ApiJson.Options)!, new FoldAttempt(task.Key, claim.Owner!, claim.Attempts));
        Assert.True(await scene.Tasks.TryFinishAsync(claim with { State = FoldTaskState.Done }, result, Token));
    }

    private async Task DamageAsync(FoldTaskMessage task, string damage)
    {
        FoldReference place = await PlaceAsync(task);
        ModelStore models = new(scene.Accounts.Data, scene.Clock);
        switch (damage)
        {
            case "no model":
                await models.DeleteAsync(place.RunId, Token);
                break;
            case "part of the model":
                string file = JobFakes.Model.Keys.First(name => !name.StartsWith("manifest", StringComparison.Ordinal));
                await scene.Accounts.Data.Container(StorageNames.Containers.Models).DeleteAsync($"{place.RunId}/{place.Fold:d4}/{file}", Token);
                break;
            case "no predictions":
                await scene.Predictions.DeleteAsync(place.RunId, Token);
                break;
            default:
                await scene.Predictions.WriteAsync(place.RunId, place.Fold, "other"u8.ToArray(), Token);
                break;
        }
    }

    private async Task<FoldReference> PlaceAsync(FoldTaskMessage task)
    {
        string json = (await scene.Tasks.FindOutcomeAsync(task.Key, Token))!;
        return FoldReference.Parse(JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options)!.Files[FoldFiles.Model]);
    }

    private async Task AssertQueuedAgainAsync(FoldTaskMessage task, string fault)
    {
        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Queued, 1, null), (row.State, row.Attempts, row.Owner));
        string note = Assert.Single(row.Notes);
        Assert.StartsWith("try 1 answered, but ", note, StringComparison.Ordinal);
        Assert.Contains(fault, note, StringComparison.Ordinal);
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
        Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    private Task<FoldAnswer[]> LookAsync(FoldTaskMessage task, bool asked)
    {
        FoldLook look = new("waiting", [new FoldRef(task.Number, task.Key)], FoldDevice.Cpu);
        return asked ? scene.Activities.DispatchAsync(look, Token) : scene.Activities.ReviewAsync(look, Token);
    }

    private async Task<FoldTaskRow> RowAsync(FoldTaskMessage task) => (await scene.Tasks.FindAsync(task.Key, Token))!;
}
