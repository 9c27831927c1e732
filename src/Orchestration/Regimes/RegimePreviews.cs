using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Says of a rule while it is being written whether it could be saved, and what it would cover. Asked with every pause in the typing, so the bars are kept.</summary>
public sealed class RegimePreviews(RegimeStore store, MarketData markets)
{
    private const string Replaces = "replaces";
    private static readonly RegimeOptions Options = RegimeOptions.Default;

    /// <summary>Of a longer stretch only the last bars are counted: years of minutes would take seconds with every key.</summary>
    internal int MostBars { get; init; } = 100_000;

    public async Task<RegimePreview> PreviewAsync(RegimePreviewRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegimeRuleSet rules = (await store.CurrentAsync(request.Set, cancellationToken)).Rules;
        (RegimePreview judged, RegimeRule? rule, RegimeRuleSet? edited) = Judge(rules, request);
        if (rule is null || edited is null) return judged;
        if (request.Market is not { } market) return judged with { Reason = "no market was named; with symbol and timeframe its bars are counted" };
        return await markets.FindAsync(market.Symbol, market.Timeframe, cancellationToken) is { } found
            ? Count(judged, rule, edited, found.Bars, request)
            : judged with { Reason = $"there are no bars of {market.Symbol} {market.Timeframe}; import some: st data import {market.Symbol} {market.Timeframe} FILE" };
    }

    /// <summary>By the same steps as saving, without the version: what others save meanwhile is heeded by the next preview.</summary>
    private static (RegimePreview Preview, RegimeRule? Rule, RegimeRuleSet? Edited) Judge(RegimeRuleSet rules, RegimePreviewRequest request)
    {
        RegimeRule? old = null;
        if (request.Replaces is { } replaced)
        {
            try
            {
                old = RegimeBook.Find(rules, replaced);
            }
            catch (RequestException none)
            {
                string names = rules.Rules.Count == 0 ? "nothing: there are no regimes" : $"one of {string.Join(", ", rules.Rules.Select(rule => rule.Name))}";
                return (new RegimePreview(false, [new RegimePreviewError(Replaces, FieldFault.Show(replaced), names, none.Message)], null), null, null);
            }
        }

        RegimeRule? read = null;
        try
        {
            read = request.Edit.Rule(old);
            RegimeRuleSet edited = old is null ? RegimeBook.Add(rules, read).Rules : rules.Replace(old.Name, read);
            return (new RegimePreview(true, [], TextOf(read)), read, edited);
        }
        catch (RegimeRuleException wrong)
        {
            return (new RegimePreview(false, [.. wrong.Problems.Select(problem => RegimePreviewError.Of(problem, request.Edit))], TextOf(read)), read, null);
        }
        catch (RequestException wrong)
        {
            return (new RegimePreview(false, [.. wrong.Faults.Select(RegimePreviewError.Of)], TextOf(read)), read, null);
        }
    }

    private RegimePreview Count(RegimePreview judged, RegimeRule rule, RegimeRuleSet edited, BarSeries bars, RegimePreviewRequest request)
    {
        RegimeRuleSet alone = new([rule.WithEnabled(true)]);
        int end = request.To is { } to ? bars.IndexAtOrAfter(to) : bars.Count;
        int first = Math.Clamp(request.From is { } from ? bars.IndexAtOrAfter(from) : 0, Math.Max(0, end - MostBars), end);

        // A label depends on the warm-up before it and on nothing further back.
        int begin = Math.Max(0, first - Math.Max(RegimeClassifier.WarmUp(edited, Options), RegimeClassifier.WarmUp(alone, Options)));
        BarSeries stretch = bars.Slice(begin, end - begin);
        RegimeEvaluation all = RegimeClassifier.Evaluate(stretch, edited, Options);
        int classified = Math.Clamp(all.WarmUp, first - begin, stretch.Count);
        RegimeShares shares = RegimeShares.Of(all.Labels, classified..);
        return judged with
        {
            Covers = RegimeClassifier.Classify(stretch, alone, Options).Span[classified..].Count((byte)0),
            Wins = rule.Enabled ? shares.Shares.First(share => share.Name == rule.Name).Count : 0,
            Bars = shares.Count,
            Shares = [.. shares.Shares.Select(share => new RegimeBars(share.Name, share.Count, share.Share))],
        };
    }

    private static string? TextOf(RegimeRule? rule) => rule is null ? null : string.Join(" and ", rule.Conditions);
}
