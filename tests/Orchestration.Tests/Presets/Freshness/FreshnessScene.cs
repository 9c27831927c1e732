using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Decisions.Recovery;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

/// <summary>The product with a trainer, a market of its own, and presets that were made when the market was shorter.</summary>
internal sealed class FreshnessScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HashSet<PresetName> saved = [];
    private int saves;

    private FreshnessScene(RecoveryHub hub, FakePlans plans)
    {
        Hub = hub;
        Plans = plans;
        Bars = TrainedRuns.Bars(Market);
    }

    public RecoveryHub Hub { get; }

    public FakePlans Plans { get; }

    public Symbol Market { get; } = DecisionScene.NewMarket();

    public BarSeries Bars { get; }

    public DurableTaskClient Client => Hub.Client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<FreshnessScene> StartAsync(AzuriteServer azurite)
    {
        FakePlans plans = new();
        DurableClientSource client = new();
        RecoveryHub hub = await RecoveryHub.StartAsync(azurite, change: services => services.AddSingleton<IReoptimizationPlans>(plans).AddSingleton(client));
        client.Client = hub.Client;
        FreshnessScene scene = new(hub, plans);
        await TrainedRuns.StoreBarsAsync(hub.Scene, scene.Bars);
        return scene;
    }

    public T Get<T>()
        where T : notnull => Hub.Scene.Get<T>();

    public PresetName NameOf(string architecture, params IReadOnlyList<int> horizons) => PresetName.Create(Market, Timeframe.H1, "v1", architecture, horizons);

    /// <param name="known">Bars that it was made on.</param>
    public PresetContent Content(string architecture, IReadOnlyList<int> horizons, int known = 4000, double? heldOut = 0.55) => new()
    {
        Dataset = new PresetDataset("bars", Bars.OpenTime(0), Bars.CloseTime(known - 1), known),
        Features = new PresetFeatures("v1", FeatureSystems.V1.Version.ToString(CultureInfo.InvariantCulture), "absolute", []),
        Model = new PresetModel(ArchitectureNames.Default.ModelTypeOf(architecture), architecture),
        Horizons = horizons,
        HyperParameters = "{}",
        ValidationMetrics = new Dictionary<string, double?> { ["roc_auc"] = 0.6 },
        HeldOut = heldOut is { } figure
            ? new PresetHeldOut(
                Bars.OpenTime(known - 400), Bars.CloseTime(known - 1), new Dictionary<string, double?> { ["roc_auc"] = figure }, new Dictionary<string, double?>(), null, 1, true,
                "better")
            : null,
        Training = new PresetTraining(90, "quick", null, 1, 7),
        Status = PresetStatus.Published,
    };

    public Task<StoredPreset> SaveAsync(PresetName name, PresetContent content)
    {
        saved.Add(name);
        return Get<PresetService>().SaveAsync(name, content, "made by a test", $"save {saves++}", Token);
    }

    public async Task<StoredPreset> SaveAsync(string architecture, params IReadOnlyList<int> horizons) =>
        await SaveAsync(NameOf(architecture, horizons), Content(architecture, horizons));

    public Task LogAsync(StoredPreset preset, double score, params IReadOnlyList<RegimeFigures> regimes)
    {
        PerformanceEntry entry = new(Bars.OpenTime(4000), Bars.CloseTime(4990), 990, Domain.Metrics.MetricValue.Of(score), [], regimes, 0);
        JsonElement metrics = entry.ToJson();
        return Get<PresetStore>().LogPerformanceAsync(new PresetPerformance("entry", preset.Name, preset.Version, Bars.OpenTime(4990), metrics), Token);
    }

    public async Task EndAsync(string instance)
    {
        OrchestrationMetadata end = await Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, Token).WaitAsync(Patience, TimeProvider.System, Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
    }

    /// <summary>Its presets are deleted, so that no other test measures them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (PresetName name in saved) await Get<PresetStore>().DeleteAsync(name, "the test has ended", DateTimeOffset.UnixEpoch, "end", CancellationToken.None);
        await Hub.DisposeAsync();
    }

    /// <summary>Plans that only take notes.</summary>
    internal sealed class FakePlans : IReoptimizationPlans
    {
        public Dictionary<string, string> Occupied { get; } = [];

        public List<GenerateRequest> Started { get; } = [];

        public Task<IReadOnlyDictionary<string, string>> OccupiedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(Occupied);

        /// <summary>Symbols of which nothing can be searched.</summary>
        public HashSet<string> Refused { get; } = [];

        public Task<string?> RefusalAsync(GenerateRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(request.Plan!.Any(item => Refused.Contains(item.Symbol!)) ? "there are no bars" : null);

        public Task<GenerateStarted> StartAsync(DurableTaskClient client, GenerateRequest request, CancellationToken cancellationToken)
        {
            Started.Add(request);
            return Task.FromResult(new GenerateStarted("plan-1", "/api/presets/plans/plan-1", request.Plan!.Count, 0));
        }
    }
}
