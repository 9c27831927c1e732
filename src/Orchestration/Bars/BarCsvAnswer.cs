using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Answers with bars as CSV.</summary>
internal sealed class BarCsvAnswer(BarSeries bars, DateTimeOffset? next) : IResult
{
    /// <summary>Has what the next page begins with; CSV has no place for it.</summary>
    public const string ContinuationHeader = "x-continuation";

    private const string Header = "timestamp,open,high,low,close,volume\n";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = $"{CsvBody.ContentType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{bars.Symbol}_{bars.Timeframe}.csv\"";
        if (next is { } time) response.Headers[ContinuationHeader] = TimeInterval.Text(time);
        if (bars.Count == 0) await response.WriteAsync(Header, httpContext.RequestAborted);
        else await BarCsvWriter.WriteAsync(response.Body, bars, httpContext.RequestAborted);
    }
}
