using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Judges published presets by their age, by what the performance log says, and by how far their inputs have moved.</summary>
public sealed class PresetFreshnessJudge
{
    /// <summary>What half the entries of a preset's log can at most be of other versions.</summary>
    private const int EntriesRead = 50;

    /// <summary>A ROC AUC of one half is no skill: only what is above can fall.</summary>
    private const double Chance = 0.5;

    private readonly PresetStore store;
    private readonly PresetService presets;
    private readonly PresetDrift drift;
    private readonly PresetFreshnessOptions options;
    private readonly TimeProvider clock;

    internal PresetFreshnessJudge(PresetStore store, PresetService presets, PresetDrift drift, PipelineOptions options, TimeProvider clock)
    {
        this.store = store;
        this.presets = presets;
        this.drift = drift;
        this.options = options.Presets.Freshness;
        this.clock = clock;
    }

    /// <summary>By name.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<PresetFreshnessView>> PageAsync(PresetFreshnessQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<PresetSummary> page = await Paging.ReadAsync(query.Continuation, from => store.PageAsync(query.Filter, query.Limit, from, cancellationToken));
        List<PresetFreshnessView> views = [];
        foreach (PresetSummary preset in page.Items)
        {
            if (await presets.FindAsync(PresetName.Parse(preset.Name), null, cancellationToken) is not { } found) continue;
            views.Add(await JudgeAsync(found.Stored, found.Content, cancellationToken));
        }

        return new StoredPage<PresetFreshnessView>(views, page.Continuation);
    }

    internal async Task<PresetFreshnessView> JudgeAsync(StoredPreset stored, PresetContent content, CancellationToken cancellationToken)
    {
        PresetName name = stored.Parsed();
        DriftReport moved = await drift.OfAsync(name, content, cancellationToken);
        (MetricValue then, _) = PublishedFigures.RocAuc(content);
        PresetPerformance? last = await LastAsync(name, stored.Version, cancellationToken);
        MetricValue now = last is null
            ? MetricValue.Undefined("it was not measured on the bars since")
            : PerformanceEntry.ScoreOf(last.Metrics) is { } score ? MetricValue.Of(score) : MetricValue.Undefined("the last entry of its log has no score");
        PresetFreshness verdict = PresetFreshness.Judge(stored.At, clock.GetUtcNow(), moved.Index, Skill(then), Skill(now), options, "skill (ROC AUC - 0.5)");
        return new PresetFreshnessView(name.Text, stored.Version, stored.At, verdict.IsFresh, verdict.Reasons, verdict.Texts)
        {
            Drift = moved,
            ScoreThen = then,
            ScoreNow = now,
            Measured = last?.At,
            Staleness = StalenessOf(verdict, stored.At, moved.Index, Skill(then), Skill(now)),
        };
    }

    /// <summary>The newest entry of the version. Null where there is none.</summary>
    internal async Task<PresetPerformance?> LastAsync(PresetName name, int version, CancellationToken cancellationToken) =>
        (await store.PerformanceAsync(name, EntriesRead, null, cancellationToken)).Items.FirstOrDefault(entry => entry.Version == version);

    private static MetricValue Skill(MetricValue rocAuc) => rocAuc.Value is { } value ? MetricValue.Of(value - Chance) : rocAuc;

    private double StalenessOf(PresetFreshness verdict, DateTimeOffset published, MetricValue psi, MetricValue then, MetricValue now) => verdict.Reasons.Sum(reason => reason switch
    {
        PresetStaleReason.Expired => (clock.GetUtcNow() - published).TotalDays / options.MaxAgeDays,
        PresetStaleReason.Drifted => psi.Value!.Value / options.MaxPsi,
        _ => (then.Value!.Value - now.Value!.Value) / Math.Max(options.MaxScoreDrop * Math.Abs(then.Value.Value), options.MinScoreDrop),
    });
}
