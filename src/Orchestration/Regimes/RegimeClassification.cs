using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Gives stored bars their regimes, by the rules in force.</summary>
public sealed class RegimeClassification(BarStore bars, RegimeStore store)
{
    private static readonly RegimeOptions Options = RegimeOptions.Default;

    /// <summary>In the form that is asked for.</summary>
    /// <exception cref="RequestException">There are no bars of the market.</exception>
    public async Task<IResult> AnswerAsync(ClassifyQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Format switch
        {
            ClassifyFormat.Columns => Results.Json(ClassifiedColumns.Of(await FindAsync(query, cancellationToken), query.Side), ApiJson.Options),
            ClassifyFormat.Csv => Results.Text((await ClassifyAsync(query, cancellationToken)).ToCsv(), CsvLine.ContentType),
            _ => Results.Json(await ClassifyAsync(query, cancellationToken), ApiJson.Options),
        };
    }

    /// <exception cref="RequestException">There are no bars of the market.</exception>
    public async Task<ClassifiedBars> ClassifyAsync(ClassifyQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ClassifiedBars.Of(await FindAsync(query, cancellationToken), Options, query.Side);
    }

    /// <summary>Why the bar that is asked for has its regime.</summary>
    /// <exception cref="RequestException">There are no bars of the market, or none was open at that time.</exception>
    public async Task<ExplainedBar> ExplainAsync(ExplainQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredRegimeRules rules = await store.CurrentAsync(query.Set, cancellationToken);
        (Symbol symbol, Timeframe timeframe) = (query.Market.Symbol, query.Market.Timeframe);
        if (await bars.FindAsync(symbol, timeframe, cancellationToken) is not { First: { } first, Last: { } last }) throw NoBars(query.Market);
        DateTimeOffset at = query.At ?? last;
        if (at < first || at >= last + timeframe.Duration)
        {
            throw NoneOpen(at, $"a time within the bars, the first of which opens at {TimeInterval.Text(first)} and the last at {TimeInterval.Text(last)},");
        }

        // The bar that is open at an instant opened less than its length before.
        TimeInterval opens = new(at - timeframe.Duration + TimeSpan.FromTicks(1), at + TimeSpan.FromTicks(1));
        BarSeries series = await LoadAsync(query.Market, opens.Start, opens.End, RegimeClassifier.WarmUp(rules.Rules, Options), cancellationToken);
        int bar = series.Count - 1;
        if (series.CloseTime(bar) <= at) throw NoneOpen(at, $"a time when a bar was open, such as {TimeInterval.Text(series.OpenTime(bar))} of the bar before,");
        return ExplainedBar.Of(query, rules.Version, RegimeClassifier.Evaluate(series, rules.Rules, Options), bar);
    }

    /// <summary>Of all bars of the market.</summary>
    /// <exception cref="RequestException">There are none.</exception>
    public async Task<IReadOnlyList<RegimeShare>> SharesAsync(SelectionMarket market, RegimeRuleSet rules, CancellationToken cancellationToken)
    {
        BarSeries series = await bars.ReadAsync(market.Symbol, market.Timeframe, null, cancellationToken) ?? throw NoBars(market);
        RegimeEvaluation evaluation = RegimeClassifier.Evaluate(series, rules, Options);
        return RegimeShares.Of(evaluation.Labels, Math.Min(evaluation.WarmUp, series.Count)..).Shares;
    }

    private static RequestException NoBars(SelectionMarket market) => new(
        StatusCodes.Status404NotFound, $"There are no bars of {market.Symbol} {market.Timeframe}. Import some: st data import {market.Symbol} {market.Timeframe} FILE.");

    private static RequestException NoneOpen(DateTimeOffset at, string allowed) => new(new FieldFault(ExplainQuery.AtName, TimeInterval.Text(at), allowed));

    private async Task<ClassifiedStretch> FindAsync(ClassifyQuery query, CancellationToken cancellationToken)
    {
        StoredRegimeRules rules = await store.CurrentAsync(query.Set, cancellationToken);
        BarSeries series = await LoadAsync(query.Market, query.From, query.To, RegimeClassifier.WarmUp(rules.Rules, Options), cancellationToken);
        int first = query.From is { } from ? series.IndexAtOrAfter(from) : 0;
        int listed = Math.Min(query.Limit, series.Count - first);
        return new ClassifiedStretch(
            query.Set, rules.Version, series, RegimeClassifier.Evaluate(series, rules.Rules, Options), first, query.ListsLast ? series.Count - listed : first, listed);
    }

    /// <summary>A label depends on the warm-up before it and on nothing else, so no more is read. Markets close: the time that so many bars take is not known, and where it
    /// was too short it is asked for again, longer.</summary>
    private async Task<BarSeries> LoadAsync(SelectionMarket market, DateTimeOffset? asked, DateTimeOffset? to, int warmUp, CancellationToken cancellationToken)
    {
        (Symbol symbol, Timeframe timeframe) = (market.Symbol, market.Timeframe);
        StoredSeries stored = await bars.FindAsync(symbol, timeframe, cancellationToken) ?? throw NoBars(market);
        DateTimeOffset begin = stored.First ?? DateTimeOffset.UnixEpoch;
        DateTimeOffset from = asked > begin ? asked.Value : begin;
        DateTimeOffset end = to ?? DateTimeOffset.MaxValue;
        if (end < begin) end = begin;
        if (from > end) from = end;
        for (double bound = 1.5 * warmUp * timeframe.Duration.Ticks; ; bound *= 4)
        {
            DateTimeOffset start = (from - begin).Ticks <= bound ? begin : from.AddTicks(-(long)bound);
            BarSeries series = await bars.ReadAsync(symbol, timeframe, new TimeInterval(start, end), cancellationToken) ?? throw NoBars(market);
            if (start == begin || series.IndexAtOrAfter(from) >= warmUp) return series;
        }
    }
}
