using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>What the API says about bars.</summary>
public sealed class BarRequests(BarService bars, BarStretches stretches)
{
    /// <summary>`GET /api/bars`.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        BarQuery query = new(request);
        int? limit = query.Limit();
        query.ThrowIfAny();
        try
        {
            return Json(await bars.ListAsync(limit!.Value, query.Text("continuation"), cancellationToken));
        }
        catch (ContinuationTokenException wrong)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, wrong.Message, wrong);
        }
    }

    /// <summary>`GET /api/bars/{symbol}/{timeframe}`: facts about the series, or its bars.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken)
    {
        BarQuery query = new(request);
        (Symbol market, Timeframe length) = (query.Symbol(symbol), query.Timeframe(timeframe));
        (bool csv, bool columns, bool last) = (query.WantsCsv, query.WantsColumns, query.WantsLast());
        query.CheckFormat();
        int? limit = columns ? query.Limit(BarQuery.MostOfColumns, BarQuery.MostOfColumns) : query.Limit(required: !csv);
        (DateTimeOffset? from, DateTimeOffset? to) = (query.Time("continuation") ?? query.Time("from"), query.Time("to"));
        if (from > to) query.Fault("to", query.Text("to")!, $"a time not before {TimeInterval.Text(from.Value)}");
        query.ThrowIfAny();
        if (!query.WantsBars) return Json(await bars.FindAsync(market, length, cancellationToken) ?? throw Missing(market, length));
        if (columns)
        {
            TimeInterval asked = new(from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue);
            return new BarColumnsAnswer(await stretches.ReadAsync(market, length, asked, limit!.Value, last, cancellationToken) ?? throw Missing(market, length));
        }

        (BarSeries found, DateTimeOffset? next) = await bars.ReadAsync(market, length, from, to, limit, cancellationToken) ?? throw Missing(market, length);
        return csv ? new BarCsvAnswer(found, next) : Json(BarPage.Of(found, next));
    }

    /// <summary>`GET /api/bars/{symbol}/{timeframe}/gaps`.</summary>
    public async Task<IResult> GapsAsync(HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken)
    {
        BarQuery query = new(request);
        (Symbol market, Timeframe length) = (query.Symbol(symbol), query.Timeframe(timeframe));
        (int? limit, DateTimeOffset? from) = (query.Limit(), query.Time("continuation"));
        query.ThrowIfAny();
        GapReport report = await bars.GapsAsync(market, length, cancellationToken) ?? throw Missing(market, length);
        BarGap[] left = [.. report.Gaps.Where(gap => from is null || gap.Span.Start >= from)];
        string? next = left.Length > limit!.Value ? TimeInterval.Text(left[limit.Value].Span.Start) : null;
        string calendar = (await bars.CalendarAsync(market, length, asked: null, cancellationToken)).Name;
        return Json(new BarGapList(
            market.Name, length.Name, calendar, report.ExpectedBars, report.MissingBars, report.MissingShare, report.BarsOutsideHours, report.Gaps.Count,
            [.. left.Take(limit.Value).Select(gap => new BarGapEntry(gap.Span.Start, gap.Span.End, gap.MissingBars))], next));
    }

    /// <summary>`POST /api/bars/{symbol}/{timeframe}`: merges the CSV of the body.</summary>
    public async Task<IResult> MergeAsync(HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken)
    {
        BarQuery query = new(request);
        (Symbol market, Timeframe length) = (query.Symbol(symbol), query.Timeframe(timeframe));
        (MarketCalendar? asked, MergePreference? prefer) = (query.Calendar(), query.Prefer());
        query.ThrowIfAny();
        CsvBody.Open(request);
        try
        {
            MarketCalendar calendar = await bars.CalendarAsync(market, length, asked, cancellationToken);
            BarSeries incoming = await ReadAsync(request, market, length, calendar, cancellationToken);
            return Json(await bars.MergeAsync(incoming, prefer, cancellationToken));
        }
        catch (OtherCalendarException other)
        {
            throw new RequestException(StatusCodes.Status409Conflict, other.Message, other);
        }
        catch (ConflictingBarsException conflicts)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict,
                conflicts.Message,
                [.. conflicts.First.Select(pair => new FieldFault(
                    TimeInterval.Text(pair.Existing.OpenTime), ConflictingBarsException.Values(pair.Incoming), $"{ConflictingBarsException.Values(pair.Existing)} as stored"))]);
        }
    }

    private static async Task<BarSeries> ReadAsync(HttpRequest request, Symbol symbol, Timeframe timeframe, MarketCalendar calendar, CancellationToken cancellationToken)
    {
        try
        {
            return await BarCsvReader.ReadAsync(request.Body, symbol, timeframe, calendar, CsvBody.MaxBytes, cancellationToken);
        }
        catch (BarCsvException large) when (large.IsTooLarge)
        {
            throw CsvBody.TooLarge();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw CsvBody.TooLarge();
        }
        catch (ServerlessTrainingException bad)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, bad.Message, bad);
        }
    }

    private static RequestException Missing(Symbol symbol, Timeframe timeframe) => new(
        StatusCodes.Status404NotFound,
        $"There are no bars of {symbol} {timeframe}. GET /api/bars (st data list) says what there is; st data import {symbol} {timeframe} FILE brings some.");

    private static IResult Json<T>(T value) => Results.Json(value, ApiJson.Options);
}
