using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Regimes;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Says which preset of a market did best where the market is now.</summary>
public sealed class PresetRecommender(RegimeClassification regimes, PresetStore store, PresetService presets, PresetFreshnessJudge judge)
{
    private const int PresetsAPage = 200;

    /// <summary>Fewer bars of a regime are as good as none.</summary>
    private const int FewestRegimeRows = 20;

    /// <exception cref="RequestException">There are no bars of the market.</exception>
    public async Task<PresetRecommendation> RecommendAsync(RecommendQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ClassifiedBars bars = await regimes.ClassifyAsync(new ClassifyQuery(query.Market, query.Set, null, null, 1), cancellationToken);
        ClassifiedBar? last = bars.Bars.Count > 0 ? bars.Bars[^1] : null;
        string? regime = last?.Regime;
        List<(PresetFreshnessView View, PresetEvidence Evidence)> known = [];
        string? continuation = null;
        do
        {
            PresetFilter filter = new() { Symbol = query.Market.Symbol, Timeframe = query.Market.Timeframe, Status = PresetStatus.Published };
            StoredPage<PresetSummary> page = await store.PageAsync(filter, PresetsAPage, continuation, cancellationToken);
            foreach (PresetSummary preset in page.Items)
            {
                if (await presets.FindAsync(PresetName.Parse(preset.Name), null, cancellationToken) is not { } found) continue;
                PresetFreshnessView view = await judge.JudgeAsync(found.Stored, found.Content, cancellationToken);
                PresetPerformance? entry = await judge.LastAsync(found.Stored.Parsed(), found.Stored.Version, cancellationToken);
                known.Add((view, EvidenceOf(found.Content, entry, regime)));
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        string? remark = known.Count == 0 ? "No preset of this market is published. ./st presets generate makes one."
            : regime is null ? $"The regime is not known ({last?.Reason ?? "there is no bar"}); presets are ranked by their figures in all regimes."
            : null;
        return new PresetRecommendation(
            bars.Symbol, bars.Timeframe, regime, last?.OpenTime, regime is null ? null : ShareOf(bars.Shares, regime), remark,
            [.. RecommendationRanking.Rank(known, regime).Take(query.Limit)]);
    }

    /// <summary>The log of the version goes before what it was published with: it is of bars that nobody chose by.</summary>
    internal static PresetEvidence EvidenceOf(PresetContent content, PresetPerformance? last, string? regime)
    {
        (MetricValue overall, string from) = PublishedFigures.RocAuc(content);
        if (last is null) return new PresetEvidence(overall, from, MetricValue.Undefined("it was not measured on the bars since it was published"), 0);
        if (PerformanceEntry.ScoreOf(last.Metrics) is { } score) (overall, from) = (MetricValue.Of(score), "the bars since it was published");
        if (PerformanceEntry.Of(last.Metrics) is not { } entry) return new PresetEvidence(overall, from, MetricValue.Undefined("its log does not tell regimes apart"), 0);
        RegimeFigures? own = entry.Regimes.FirstOrDefault(one => one.Regime == regime);
        if (own is null) return new PresetEvidence(overall, from, MetricValue.Undefined("none of the bars since it was published was of this regime"), 0);
        return own.Rows < FewestRegimeRows
            ? new PresetEvidence(overall, from, MetricValue.Undefined($"{own.Rows} bars of it since publication are too few"), 0)
            : new PresetEvidence(overall, from, own.RocAuc, own.Rows);
    }

    private static double? ShareOf(IReadOnlyList<RegimeShare> shares, string regime) => shares.FirstOrDefault(share => share.Name == regime)?.Share.Value;
}
