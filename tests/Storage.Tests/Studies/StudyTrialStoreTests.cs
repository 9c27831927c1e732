using System.Globalization;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Studies;

/// <summary>Trials: the number is the key.</summary>
public sealed class StudyTrialStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.StudyTrials];

    protected override string Key => "7";

    protected override IReadOnlyList<string> OddKeys => ["0", "9", "10", "100", "99999999"];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new StudyStore(data));

    [Fact]
    public async Task TrialPageAsync_ManyTrials_GivesEachOnceByNumber()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => i.ToString(CultureInfo.InvariantCulture))];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), [.. keys.Reverse()], keys);
    }

    [Fact]
    public async Task AddTrialsAsync_OneIsThere_WritesNoneOfThem()
    {
        StudyStore store = new((await SandboxAsync()).Clients);
        await store.AddTrialsAsync("s", [Trial(1)], Cancel);

        Assert.False(await store.AddTrialsAsync("s", [Trial(0), Trial(1), Trial(2)], Cancel));

        Assert.Equal([1], (await store.TrialsAsync("s", Cancel)).Select(trial => trial.Number));
    }

    [Fact]
    public async Task TrialsAsync_StudiesBesideEachOther_GivesItsOwnInOrder()
    {
        StudyStore store = new((await SandboxAsync()).Clients);
        await store.AddTrialsAsync("s", [.. Enumerable.Range(0, 12).Select(Trial)], Cancel);
        await store.AddTrialsAsync("s2", [Trial(0)], Cancel);
        await store.ChangeTrialAsync("s", 3, trial => trial with { State = StoredTrialState.Pruned, Steps = [new StoredTrialStep(1, [0.5, 0.6], -0.55, 1.5)] }, Cancel);

        IReadOnlyList<StoredTrial> trials = await store.TrialsAsync("s", Cancel);

        Assert.Equal(Enumerable.Range(0, 12), trials.Select(trial => trial.Number));
        Assert.Equal(StoredTrialState.Pruned, trials[3].State);
        StoredTrialStep step = Assert.Single(trials[3].Steps);
        Assert.Equal((1, -0.55, 1.5), (step.Fold, step.Loss, step.Seconds));
        Assert.Equal([0.5, 0.6], step.Values);
    }

    private static StoredTrial Trial(int number) => new(number, 1, 1, int.MaxValue, Texts.Json("point"));

    private sealed class Adapter(StudyStore store) : IChangingStore, IListingStore
    {
        private const string Study = "study/1";

        public Task<bool> AddAsync(string key, string text) => store.AddTrialsAsync(Study, [Trial(Number(key)) with { HyperParameters = Texts.Json(text) }], Cancel);

        public async Task<string?> ReadAsync(string key) =>
            await store.ChangeTrialAsync(Study, Number(key), _ => null, Cancel) is { } trial ? Texts.Text(trial.HyperParameters) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeTrialAsync(Study, Number(key), trial => trial with { HyperParameters = Texts.Json(change(Texts.Text(trial.HyperParameters))) }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.TrialPageAsync(Study, limit, continuation, Cancel)).Select(trial => trial.Number.ToString(CultureInfo.InvariantCulture));

        private static int Number(string key) => int.Parse(key, CultureInfo.InvariantCulture);
    }
}
