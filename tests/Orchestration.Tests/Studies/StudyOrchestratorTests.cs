using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>Whole studies, whose folds come to what a known function says.</summary>
public sealed class StudyOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_KnownFunction_EndsNearItsOptimum()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);

        StudyEnd end = await hub.RunAsync(hub.Spec(new PhaseTrials(10, 6, 3, 1)) with { Generation = 8 });

        Assert.Equal((StudyEnd.Completed, null), (end.Status, end.Failure));
        StudyResult result = await hub.Scene.Get<StudyResults>().ReadAsync(end.StudyId, Token);
        using JsonDocument winner = JsonDocument.Parse(result.WinnerText!);
        Assert.InRange(winner.RootElement.GetProperty("alpha").GetDouble(), 3, 33);
        Assert.True(winner.RootElement.GetProperty("fit_intercept").GetBoolean());
        Assert.Equal(result.WinnerText, Search.Spaces.SearchSpaceText.PointText(SearchSpaces.Of("ridge"), result.Winner!.Point));
        Assert.Equal(Enumerable.Range(0, 22), result.Trials.Select(trial => trial.Proposal.Number));
        Assert.Equal(["alpha", "fit_intercept"], result.Importance.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, result.Importance.Sum(one => one.Share), 9);

        StudyView view = await hub.Scene.Get<StudyViews>().OfAsync(end.StudyId, Token);
        Assert.Equal((22, 22, 4, "stability"), (view.Trials.Planned, view.Trials.Done, view.Phase, view.PhaseName));
        Assert.Equal(view.History.Select(best => best.Value).Order(), view.History.Select(best => best.Value));
        Assert.InRange(view.Best!.Value, 0.69, 0.71);
        Assert.Equal(view.Outcome!.Winner.Value, -result.Winner.MeanLoss);
        await AssertPrunedAsync(hub, end.StudyId);
    }

    [Fact]
    public async Task Run_SameSpecAgain_MakesTheSameTrialsAndTrainsNothing()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudyEnd first = await hub.RunAsync(hub.Spec());
        int trained = hub.Trained.Count;

        StudyEnd second = await hub.RunAsync(hub.Spec(), round: 2);

        Assert.NotEqual(first.StudyId, second.StudyId);
        Assert.Equal(await hub.RowsAsync(first.StudyId), await hub.RowsAsync(second.StudyId));
        Assert.Equal(trained, hub.Trained.Count);
        await hub.AssertReplaysAsync(StudyRun.InstanceOf(first.StudyId), "Study/completed");
        await hub.AssertReplaysAsync($"{StudyRun.InstanceOf(first.StudyId)}-g1", "StudyGeneration/measured");
    }

    [Fact]
    public async Task Run_ProcessDiesAfterEveryStepOfEveryPhase_MakesTheSameTrialsEachOnce()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudyEnd undisturbed = await hub.RunAsync(hub.Spec());
        await using StudyHub other = await StudyHub.StartAsync(azurite.Server);
        other.Dies = true;

        StudyEnd end = await other.RunAsync(other.Spec());

        Assert.Equal(StudyEnd.Completed, end.Status);
        Assert.Equal(await hub.RowsAsync(undisturbed.StudyId), await other.RowsAsync(end.StudyId));
        Assert.Equal(other.Trained.Distinct(), other.Trained);
        Assert.Equal(hub.Trained.Count, other.Trained.Count);

        // Four generations of a proposal, two or three rungs of two steps; the proposal that finds nothing; the end.
        Assert.InRange(other.Deaths, 4 * 5 + 2, 4 * 7 + 2);
        Assert.Equal([1, 2, 3, 4], (await other.Store.TrialsAsync(end.StudyId, Token)).Select(trial => trial.Phase).Distinct());
        JsonElement[] outcomes = [(await hub.StudyAsync(undisturbed.StudyId)).Outcome!.Value, (await other.StudyAsync(end.StudyId)).Outcome!.Value];
        Assert.Equal(outcomes[0].GetRawText(), outcomes[1].GetRawText());
    }

    [Fact]
    public async Task Run_MoreGenerationsThanAHistoryHas_GoesOnInsideAnotherOrchestration()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        int trials = StudyOrchestrator.GenerationsAHistory + 1;
        StudySpec spec = hub.Spec(new PhaseTrials(trials, 1, 1, 1)) with { Phases = 1, Generation = 1, FoldMode = StudySpec.FullFolds, MaxFolds = 1 };

        StudyEnd end = await hub.RunInsideAsync(spec);

        Assert.Equal(StudyEnd.Completed, end.Status);
        Assert.Equal(Enumerable.Range(1, trials), (await hub.Store.TrialsAsync(end.StudyId, Token)).Select(trial => trial.Generation));
    }

    [Fact]
    public async Task Run_SomeTrialsFail_SaysWhyAndGoesOn()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        hub.Function = work => work.Fold < 2 ? StudyHub.Known(work) : StudyHub.OptionsOf(work) switch
        {
            { Alpha: < 0.1 } => new StudyFold(null),
            { Alpha: > 1000 } => new StudyFold(0.5, "the trainer gave up"),
            _ => StudyHub.Known(work),
        };

        StudyEnd end = await hub.RunAsync(hub.Spec(new PhaseTrials(8, 1, 1, 1)) with { Phases = 1 });

        Assert.Equal(StudyEnd.Completed, end.Status);
        StoredTrial[] failed = [.. (await hub.Store.TrialsAsync(end.StudyId, Token)).Where(trial => trial.State == StoredTrialState.Failed)];
        Assert.Equal(
            ["fold 2, horizon 1: the trainer gave up", "fold 2, horizon 1: there is no roc_auc: all rows rose"],
            failed.Select(trial => trial.Reason).Distinct().Order(StringComparer.Ordinal));
        Assert.All(failed, trial => Assert.Single(trial.Steps));
        Assert.Equal(failed.Length, (await hub.StudyAsync(end.StudyId)).Counters.Failed);
    }

    [Fact]
    public async Task Run_NothingCanBeMeasured_FailsAndSaysWhy()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        hub.Function = _ => new StudyFold(null);

        StudyEnd end = await hub.RunAsync(hub.Spec(new PhaseTrials(2, 1, 1, 1)) with { Phases = 1 });

        Assert.Equal(
            (StudyEnd.Failed, "none of its 2 trials could be measured to the end; the first said: fold 1, horizon 1: there is no roc_auc: all rows rose"),
            (end.Status, end.Failure));
        Assert.Null((await hub.Scene.Get<StudyResults>().ReadAsync(end.StudyId, Token)).Winner);
        await hub.AssertReplaysAsync(StudyRun.InstanceOf(end.StudyId), "Study/failed");
        await hub.AssertReplaysAsync($"{StudyRun.InstanceOf(end.StudyId)}-g1", "StudyGeneration/none-left");
    }

    [Fact]
    public async Task Run_BarsChangeMeanwhile_FailsAndSaysWhy()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        string id = await hub.Scene.Get<StudyStarter>().CreateAsync(hub.Spec(), Token);
        BarSeries others = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = hub.Market, Seed = 2, Bars = 10_000 }).Bars;
        await hub.Scene.Get<BarStore>().WriteAsync(others, 1, Token);

        string begun = await hub.BeginAsync(hub.Spec());
        StudyEnd end = await hub.EndedAsync(begun);

        Assert.Equal((id, StudyEnd.Failed), (begun, end.Status));
        Assert.StartsWith($"The bars of {hub.Market} 1h are not those of the study: their fingerprint is {SeriesFingerprint.Of(others)}", end.Failure, StringComparison.Ordinal);
        Assert.Empty(await hub.RowsAsync(id));
    }

    [Fact]
    public async Task Run_TwoHorizons_TakesTheMeanAndCountsEveryLookOnce()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        hub.Function = work => new StudyFold(Domain.Grids.TrainingConfiguration.Parse(work.Configuration).Horizon == 1 ? 0.5 : 0.75);

        StudyEnd end = await hub.RunAsync(hub.Spec() with { Horizons = [1, 3] });

        IReadOnlyList<StoredTrial> trials = await hub.Store.TrialsAsync(end.StudyId, Token);
        Assert.All(trials, trial => Assert.Equal([-0.625], trial.Steps.Select(step => step.Loss).Distinct()));
        TrialLedger ledger = await hub.Scene.Get<LedgerStore>().LoadAsync($"{hub.Market} 1h", hub.Fingerprint, Token);
        int points = trials.Select(trial => trial.HyperParameters.GetRawText()).Distinct().Count();
        int seeded = trials.Select(trial => (trial.HyperParameters.GetRawText(), trial.Seed)).Distinct().Count();
        Assert.Equal((2 * points, 2 * seeded), (ledger.Count(TrialKind.Configuration), ledger.Count(TrialKind.Seed)));
        Assert.Equal(ledger.Total, ledger.Count(TrialKind.Configuration) + ledger.Count(TrialKind.Seed));
    }

    [Fact]
    public async Task Cancel_WhileFoldsAreTrained_EndsAtOnceAndWritesNothingMore()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        hub.Holds = true;
        string id = await hub.BeginAsync(hub.Spec());
        await hub.Begun.Task.WaitAsync(Token);

        StudyAnswer answer = await hub.Scene.Get<StudyService>().CancelAsync(hub.Client, id, Token);
        StudyEnd end = await hub.EndedAsync(id);

        Assert.Equal(("running", "To cancel was asked for; it acts at once."), (answer.Status, answer.Message));
        Assert.Equal((StudyEnd.Cancelled, "cancelled on request"), (end.Status, end.Failure));
        Assert.All(await hub.Store.TrialsAsync(id, Token), trial => Assert.Equal(StoredTrialState.Cancelled, trial.State));
        await AssertNothingIsWrittenAsync(hub, id);
        await hub.AssertReplaysAsync(StudyRun.InstanceOf(id), "Study/cancelled");
        await hub.AssertReplaysAsync($"{StudyRun.InstanceOf(id)}-g1", "StudyGeneration/cancelled");
        Assert.Equal("It is cancelled.", (await hub.Scene.Get<StudyService>().CancelAsync(hub.Client, id, Token)).Message);
        Assert.Equal(2, await hub.Scene.Get<StudyStarter>().RoundOfAsync(hub.Spec(), Token));
    }

    [Fact]
    public async Task Cancel_BeforeItRuns_LetsNothingRun()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        string id = await hub.Scene.Get<StudyStarter>().CreateAsync(hub.Spec(), Token);

        Assert.Equal("cancelled", (await hub.Scene.Get<StudyService>().CancelAsync(hub.Client, id, Token)).Status);
        StudyEnd end = await hub.RunAsync(hub.Spec());

        Assert.Equal(StudyEnd.Cancelled, end.Status);
        Assert.Empty(await hub.RowsAsync(id));
    }

    private static async Task AssertPrunedAsync(StudyHub hub, string id)
    {
        IReadOnlyList<StoredTrial> trials = await hub.Store.TrialsAsync(id, Token);
        StoredTrial[] pruned = [.. trials.Where(trial => trial.State == StoredTrialState.Pruned)];
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.InRange(trial.Steps.Count, 1, 2));
        Assert.All(pruned, trial => Assert.NotEqual((int)StudyPhase.Stability, trial.Phase));
        Assert.All(trials.Except(pruned), trial => Assert.Equal([1, 2, 3], trial.Steps.Select(step => step.Fold)));
    }

    /// <summary>Steps that come late, each with what it came with before.</summary>
    private static async Task AssertNothingIsWrittenAsync(StudyHub hub, string id)
    {
        StudyActivities steps = hub.Scene.Get<StudyActivities>();
        string before = JsonSerializer.Serialize(await hub.StudyAsync(id), ApiJson.Options);
        IReadOnlyList<string> rows = await hub.RowsAsync(id);
        StudyRung rung = new(id, 1, 1, 3);
        FoldAnswer[] answers = [.. Enumerable.Range(1, 3).Select(number => new FoldAnswer(number, $"{number}", null))];

        Assert.Equal(StudyEnd.Cancelled, (await steps.ProposeAsync(new StudyAsk(id, "late"), Token)).End!.Status);
        Assert.Null((await steps.PlanAsync(rung, Token)).Set);
        Assert.Equal(0, (await steps.JudgeAsync(new StudyJudgement(rung, 1, answers), Token)).Left);
        Assert.Equal(StudyEnd.Cancelled, (await steps.EndAsync(new StudyEnd(id, StudyEnd.Completed, null), Token)).Status);

        Assert.Equal(before, JsonSerializer.Serialize(await hub.StudyAsync(id), ApiJson.Options));
        Assert.Equal(rows, await hub.RowsAsync(id));
    }
}
