using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>Bars over HTTP.</summary>
public sealed class BarsFunctions(BarRequests bars)
{
    private const string Series = "bars/{symbol}/{timeframe}";

    [Function("BarsList")]
    [Parameter("limit", "a whole number from 1 to 5000", IsWhole = true)]
    [Parameter("continuation", "the continuation of the page before, or none for the first page")]
    [Answer(typeof(BarSeriesList))]
    public Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "bars")] HttpRequest request, CancellationToken cancellationToken) =>
        bars.ListAsync(request, cancellationToken);

    [Function("BarsGet")]
    [Parameter("from", "a time such as 2026-01-31T12:00:00Z, or a date")]
    [Parameter("to", "a time such as 2026-01-31T12:00:00Z, or a date")]
    [Parameter("limit", "a whole number from 1 to 5000; to 200000 with format=columns", IsWhole = true)]
    [Parameter("continuation", "the continuation of the page before, or none for the first page")]
    [Parameter("format", "csv, json or columns; facts about the series where nothing is asked for", Words = ["csv", "json", "columns"])]
    [Parameter("side", "first or last, with format=columns", Words = ["first", "last"])]
    [Answer(typeof(BarPage)), Answer(typeof(BarSeriesInfo)), Answer(typeof(BarColumnsAnswer)), Answer(CsvBody.ContentType)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Series)] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.GetAsync(request, symbol, timeframe, cancellationToken);

    [Function("BarsGaps")]
    [Parameter("limit", "a whole number from 1 to 5000", IsWhole = true)]
    [Parameter("continuation", "the continuation of the page before, or none for the first page")]
    [Answer(typeof(BarGapList))]
    public Task<IResult> GapsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Series + "/gaps")] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.GapsAsync(request, symbol, timeframe, cancellationToken);

    [Function("BarsMerge")]
    [Parameter("calendar", "a market calendar, where the series has none yet")]
    [Parameter("prefer", "which bars win where both are there and differ", Words = ["new", "old"])]
    [Body(CsvBody.ContentType, "a file of bars, plain or gzip, as st data import takes it")]
    [Answer(typeof(BarMergeReport))]
    public Task<IResult> MergeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Series)] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.MergeAsync(request, symbol, timeframe, cancellationToken);
}
