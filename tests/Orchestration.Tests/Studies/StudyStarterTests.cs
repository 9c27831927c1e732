using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Studies;

public sealed class StudyStarterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_Twice_IsOneStudy()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudyStarter starter = hub.Scene.Get<StudyStarter>();

        string first = await starter.CreateAsync(hub.Spec(), Token);
        string second = await starter.CreateAsync(hub.Spec(), Token);

        Assert.Equal(first, second);
        StoredStudy study = await hub.StudyAsync(first);
        Assert.Equal((StudyStatus.Pending, 1, new StudyCounters(9, 0, 0, 0)), (study.Status, study.Round, study.Counters));
        Assert.Equal(hub.Spec().CanonicalText, StudySetup.SpecOf(study).CanonicalText);
    }

    [Fact]
    public async Task CreateAsync_OtherSpecOrRound_IsAnotherStudy()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudyStarter starter = hub.Scene.Get<StudyStarter>();
        StudySpec spec = hub.Spec();

        string[] ids =
        [
            await starter.CreateAsync(spec, Token),
            await starter.CreateAsync(spec, 2, Token),
            await starter.CreateAsync(spec with { Seed = 8 }, Token),
            await starter.CreateAsync(spec with { Horizons = [1, 3] }, Token),
            await starter.CreateAsync(spec with { Trials = PhaseTrials.Quick }, Token),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task CreateAsync_MuchIsWrong_TellsAllOfIt()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudySpec wrong = hub.Spec() with
        {
            Symbol = "btc/usdt",
            Model = "prophet",
            Horizons = [3, 1],
            Generation = 60,
            Objective = "lift",
            Days = 0,
            FoldMode = "cpcv",
            MaxFolds = 1000,
            Seed = ulong.MaxValue,
            Space = "{}",
        };

        string message = (await Assert.ThrowsAsync<ServerlessTrainingException>(() => hub.Scene.Get<StudyStarter>().CreateAsync(wrong, Token))).Message;

        Assert.StartsWith(
            "The study cannot run: symbol is 'btc/usdt'; a symbol in its one spelling, such as BTCUSDT, is needed; 'prophet' is not a model type.", message,
            StringComparison.Ordinal);
        Assert.Contains("horizons are [3, 1]; numbers of bars from 1 to 1000 are needed, ascending", message, StringComparison.Ordinal);
        Assert.Contains("a generation of 60 trials with 2 horizons has 120 trainings a fold; 1 to 100 are allowed", message, StringComparison.Ordinal);
        Assert.Contains("objective is 'lift'; one of roc_auc, accuracy, balanced_accuracy, f1, mcc, log_loss, ", message, StringComparison.Ordinal);
        Assert.Contains("days is 0; from 1 to 3650 days is allowed", message, StringComparison.Ordinal);
        Assert.Contains("fold_mode is 'cpcv'; quick or full is needed", message, StringComparison.Ordinal);
        Assert.Contains("max_folds is 1000; from 1 to 100 folds is allowed", message, StringComparison.Ordinal);
        Assert.Contains("seed is 18446744073709551615; from 0 to 9007199254740991 is allowed", message, StringComparison.Ordinal);
        Assert.Contains("The space of the study", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_OtherBarsThanThere_IsRefusedAndLeavesNothing()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudySpec spec = hub.Spec() with { DataFingerprint = "of other bars" };

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => hub.Scene.Get<StudyStarter>().CreateAsync(spec, Token));

        Assert.Equal(
            $"The bars of {hub.Market} 1h are not those of the study: their fingerprint is {hub.Fingerprint}, and the study is about of other bars. "
            + "Start a study of the bars that are there.",
            error.Message);
        Assert.Equal(1, await hub.Scene.Get<StudyStarter>().RoundOfAsync(spec, Token));
        Assert.Empty((await hub.Store.PageAsync(new StudyFilter(hub.Market), 10, null, Token)).Items);
    }
}
