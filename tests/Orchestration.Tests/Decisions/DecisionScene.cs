using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

/// <summary>The product's services on a storage emulator, and runs whose details are made by hand.</summary>
internal sealed class DecisionScene : IAsyncDisposable
{
    public const string Strategy = "direct/mean/c0.3/l100";
    private static int made;
    private readonly ServiceProvider services;

    private DecisionScene(ServiceProvider services) => this.services = services;

    public static string Rules { get; } = RegimeRuleSet.Default.Fingerprint(RegimeOptions.Default);

    public static ScoreBasis Basis { get; } = new("bars and windows", Rules);

    public RunDecider Decider => Get<RunDecider>();

    public static async Task<DecisionScene> OpenAsync(
        AzuriteServer azurite, CancellationToken cancellation, StorageFaults? faults = null, Action<IServiceCollection>? change = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageOptions.SettingName] = azurite.ConnectionString })
            .Build();
        ServiceCollection collection = [];
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddSingleton(TrainingScene.Natives);

        // One try: a call that fails ends what was under way, as the end of the process does.
        if (faults is not null)
        {
            StorageAccountOptions options = StorageAccountOptions.From(configuration) with { Retry = new StorageRetryOptions { Tries = 1 } };
            collection.AddSingleton(new StorageAccounts(options, TimeProvider.System, perTry: faults));
        }

        change?.Invoke(collection);
        ServiceProvider provider = collection.AddServerlessTraining(configuration).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        if (faults is null) await provider.GetRequiredService<StorageSchema>().EnsureAsync(cancellation);
        return new DecisionScene(provider);
    }

    /// <summary>A market that no other test has.</summary>
    public static Symbol NewMarket() => Symbol.Parse($"M{Interlocked.Increment(ref made)}USDT");

    public static string BoardOf(Symbol symbol) => $"{symbol}_1h";

    public static RunBest Best(string regime, double sharpe, int trades = 50) => new(
        regime, Strategy, MetricValue.Of(sharpe), trades, MetricValue.Of(sharpe / 100), 2000, MetricValue.Of(0.1), MetricValue.Of(4));

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    public Task AddAsync(string id, Symbol symbol, params RunBest[] best) => AddAsync(id, symbol, new RunRules(), best);

    public Task AddAsync(string id, Symbol symbol, RunRules rules, params RunBest[] best) => AddAsync(id, symbol, rules, $"model of {id}", Basis, best);

    public async Task AddAsync(string id, Symbol symbol, RunRules rules, string model, ScoreBasis basis, params RunBest[] best)
    {
        string look = string.Create(CultureInfo.InvariantCulture, $"strategy\tlook of {id}\t135\t2\t0.01\t0.0002");
        RunDetails details = new()
        {
            Recipe = new RunRecipe(TrainingScene.Configuration(TrainingScene.Ridge, symbol.Name).CanonicalText, $"bars of {symbol}", "{}", "plan", 1, BuildInfo.Version)
            {
                Rules = rules,
            },
            Models = [new RunModel(3, $"hash of {id}", [new RunFold(1, true, $"key of {id}")])],
            Score = new RunScore(basis, model, best) { Looks = [look] },
        };
        await StoreAsync(id, symbol, details);
    }

    public async Task StoreAsync(string id, Symbol symbol, RunDetails details) => Assert.True(await Get<RunStore>().InsertAsync(
        new StoredRun(id, symbol, Timeframe.H1, TrainingScene.Ridge, RunStatus.Running, new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)) { Details = details.ToJson() },
        TestContext.Current.CancellationToken));

    /// <summary>Decided in this order.</summary>
    public async Task<IReadOnlyList<DecisionReport>> DecideAsync(params string[] ids)
    {
        List<DecisionReport> reports = [];
        foreach (string id in ids) reports.Add(await Decider.DecideAsync(id, TestContext.Current.CancellationToken));
        return reports;
    }

    public async Task<StoredRun> RunAsync(string id) => (await Get<RunStore>().FindAsync(id, TestContext.Current.CancellationToken))!;

    public async Task<RunVerdict> VerdictAsync(string id) => RunDetails.Of(await RunAsync(id))!.Verdict!;

    public async Task<RegimeBoard> BoardAsync(Symbol symbol) => (await Get<RegimeBestStore>().FindAsync(BoardOf(symbol), TestContext.Current.CancellationToken))!;

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string id) =>
        (await Get<AuditStore>().PageAsync("run", id, null, null, 100, null, TestContext.Current.CancellationToken)).Items;

    /// <summary>Who holds what, as text.</summary>
    public async Task<string> PlacesAsync(Symbol symbol) =>
        string.Join(", ", (await BoardAsync(symbol)).Incumbents.Select(place => $"{place.Candidate.Regime} {place.Run.RunId} {place.Candidate.Score}"));

    /// <summary>All that a decision writes, but for when.</summary>
    public async Task<string> StateAsync(Symbol symbol, params string[] ids)
    {
        List<string> lines = [await PlacesAsync(symbol)];
        foreach (string id in ids)
        {
            StoredRun run = await RunAsync(id);
            RunVerdict? verdict = RunDetails.Of(run)!.Verdict;
            IEnumerable<string> audit = (await AuditAsync(id)).Select(entry => $"{entry.Id} {entry.By} {entry.Text}");
            lines.Add($"{run.Id} {run.Status} {run.Kept} [{string.Join(',', run.Regimes)}] {run.Finished is not null}");
            lines.Add($"{verdict?.LogLine} {verdict?.Tombstone?.Reason} | {string.Join('/', audit)}");
        }

        return string.Join('\n', lines);
    }
}
