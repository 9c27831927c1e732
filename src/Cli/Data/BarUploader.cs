using System.IO.Compression;
using System.Net.Http.Headers;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Cli.Data;

/// <summary>Sends bars to be merged.</summary>
internal sealed class BarUploader(CliContext context)
{
    // The longest text of so many bars is below what one request may have, so a file of any size goes in parts; up to here it is one merge, all or nothing.
    private const int MostBarsARequest = 300_000;

    // Below this nobody waits long enough to look at a bar.
    private const int ManyBars = 100_000;

    public Task<BarMergeReport> SendAsync(BarSeries bars, MergePreference? prefer, MarketCalendar? calendar, bool quiet, CancellationToken cancellationToken)
    {
        string query = string.Join('&', ((string?[])
        [
            prefer is { } one ? $"prefer={(one == MergePreference.New ? "new" : "old")}" : null,
            calendar is null ? null : $"calendar={calendar.Name}",
        ]).Where(part => part is not null));
        string path = $"/api/bars/{bars.Symbol}/{bars.Timeframe}{(query.Length == 0 ? "" : $"?{query}")}";
        return TransferProgress.RunAsync(
            context, $"{bars.Symbol} {bars.Timeframe}", shown: !quiet && bars.Count >= ManyBars, done => SendPartsAsync(path, bars, done, cancellationToken));
    }

    private async Task<BarMergeReport> SendPartsAsync(string path, BarSeries bars, Action<double> done, CancellationToken cancellationToken)
    {
        BarMergeReport? all = null;
        for (int from = 0; from < bars.Count; from += MostBarsARequest)
        {
            BarSeries part = bars.Slice(from, Math.Min(MostBarsARequest, bars.Count - from));
            (int before, double share) = (from, (double)part.Count / bars.Count);
            using MemoryStream packed = new();
            await BarCsvWriter.WriteGzipAsync(packed, part, CompressionLevel.Fastest, cancellationToken);
            using ProgressContent content = new(packed.GetBuffer().AsMemory(0, (int)packed.Length), sent => done(((double)before / bars.Count) + (share * sent)));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            content.Headers.ContentEncoding.Add("gzip");
            BarMergeReport report = await new ApiClient(context).SendAsync<BarMergeReport>(HttpMethod.Post, path, content, "a report of a merge", cancellationToken);
            all = all?.Then(report) ?? report;
        }

        return all!;
    }
}
