using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Brings a series up to the last complete bar of an exchange.</summary>
internal sealed class KlinesReader(BarService bars, KlinesClient client, TimeProvider clock, ILogger<KlinesReader> logger)
{
    /// <summary>Bars a page.</summary>
    public const int PageLimit = 1000;

    /// <summary>Pages a pull; what is left comes with the next one, so that no pull takes for ever.</summary>
    public const int MostPages = 200;

    // A merge reads and writes the series: not for every page.
    private const int PagesAMerge = 20;

    /// <param name="feed">Which.</param>
    /// <param name="tally">Gets what came, also where the pull ends with an error.</param>
    /// <param name="beat">Called before each page.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <exception cref="FeedException">The exchange does not answer as one should, or asks to be left alone.</exception>
    public async Task PullAsync(KlinesFeed feed, FeedTally tally, Func<Task> beat, CancellationToken cancellationToken)
    {
        MarketCalendar calendar = await bars.CalendarAsync(feed.Symbol, feed.Timeframe, feed.Calendar, cancellationToken);
        BarSeriesInfo? stored = await bars.FindAsync(feed.Symbol, feed.Timeframe, cancellationToken);

        // The last stored bar is asked for once more: a source that changes what it said shows there.
        DateTimeOffset first = stored?.Last ?? OnGrid(feed.Start + feed.Timeframe.Duration - TimeSpan.FromTicks(1), feed.Timeframe);
        List<BarSeries> pages = [];
        DateTimeOffset next = first;
        try
        {
            int count = 0;
            for (; next <= LastComplete(feed.Timeframe); count++)
            {
                if (count == MostPages)
                {
                    tally.Note($"{MostPages} pages were taken, up to {TimeInterval.Text(next)}; the next pull goes on from there");
                    break;
                }

                await beat();
                BarSeries page = await PageAsync(feed, calendar, next, cancellationToken);
                if (page.Count == 0) break;
                pages.Add(page);
                next = page.CloseTime(page.Count - 1);
                if (pages.Count == PagesAMerge) await MergeAsync(feed, pages, tally, cancellationToken);
            }
        }
        finally
        {
            // What came before an error is good.
            await MergeAsync(feed, pages, tally, CancellationToken.None);
        }

        await NoteAsync(feed, first, tally, cancellationToken);
    }

    /// <summary>The open of the newest bar that will not change any more.</summary>
    private DateTimeOffset LastComplete(Timeframe timeframe) => OnGrid(clock.GetUtcNow(), timeframe) - timeframe.Duration;

    private static DateTimeOffset OnGrid(DateTimeOffset time, Timeframe timeframe) => new(timeframe.FloorTicks(time.UtcTicks), TimeSpan.Zero);

    private async Task<BarSeries> PageAsync(KlinesFeed feed, MarketCalendar calendar, DateTimeOffset from, CancellationToken cancellationToken)
    {
        DateTimeOffset last = LastComplete(feed.Timeframe);
        (long start, long end) = (from.ToUnixTimeMilliseconds(), (last + feed.Timeframe.Duration).ToUnixTimeMilliseconds() - 1);
        Uri address = new(string.Create(
            CultureInfo.InvariantCulture,
            $"{feed.Endpoint}?symbol={Uri.EscapeDataString(feed.ExchangeSymbol)}&interval={feed.Timeframe.Name}&startTime={start}&endTime={end}&limit={PageLimit}"));
        KlinesAnswer answer = await client.GetAsync(address, cancellationToken);
        if (!answer.IsGood) throw Refused(feed, answer);
        BarSeries page = KlinesPage.Read(answer.Body, from, (feed.Symbol, feed.Timeframe, calendar));

        // Not all exchanges keep to endTime, and the bar of this hour is not complete whatever they say.
        BarSeries complete = page.Slice(0, page.IndexAtOrAfter(last + feed.Timeframe.Duration));
        bool more = complete.Count > 0 && complete.CloseTime(complete.Count - 1) <= last;
        if (more && answer.UsedWeight >= feed.WeightLimit) await WaitForNextMinuteAsync(feed, answer.UsedWeight.Value, cancellationToken);
        return complete;
    }

    private async Task WaitForNextMinuteAsync(KlinesFeed feed, int weight, CancellationToken cancellationToken)
    {
        FeedLog.WeightUsed(logger, feed.Source, weight, feed.WeightLimit);
        await Task.Delay(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (clock.GetUtcNow().Ticks % TimeSpan.TicksPerMinute)), clock, cancellationToken);
    }

    private FeedException Refused(KlinesFeed feed, KlinesAnswer answer)
    {
        if (answer.RedirectHost is { } host)
        {
            return new FeedException(
                $"{feed.Source} answered {answer.Status} and sends to {DocumentText.Cut(host)}. Redirects are not followed: set 'address' to where the endpoint is.");
        }

        if (answer.IsRateLimit)
        {
            DateTimeOffset until = clock.GetUtcNow() + (answer.RetryAfter ?? TimeSpan.FromMinutes(1));
            return new FeedException($"{feed.Source} answered {answer.Status}: it asks not to be called before {TimeInterval.Text(until)}") { NotBefore = until };
        }

        return new FeedException($"{feed.Source} answered {answer.Status}{Words(answer.Body)}. Asked was for {feed.ExchangeSymbol} {feed.Timeframe}.");
    }

    // {"code":-1121,"msg":"Invalid symbol."}
    private static string Words(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("msg", out JsonElement words)) return "";
            return words.ValueKind == JsonValueKind.String ? $": {DocumentText.Cut(words.GetString()!).TrimEnd('.')}" : "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private async Task MergeAsync(KlinesFeed feed, List<BarSeries> pages, FeedTally tally, CancellationToken cancellationToken)
    {
        if (pages.Count == 0) return;
        BarColumns all = new(
            [.. pages.SelectMany(page => page.OpenTicks.ToArray())], [.. pages.SelectMany(page => page.Open.ToArray())], [.. pages.SelectMany(page => page.High.ToArray())],
            [.. pages.SelectMany(page => page.Low.ToArray())], [.. pages.SelectMany(page => page.Close.ToArray())], [.. pages.SelectMany(page => page.Volume.ToArray())]);
        BarSeries incoming = BarSeries.Create(feed.Symbol, feed.Timeframe, pages[0].Calendar, all);
        pages.Clear();
        tally.Add(await bars.MergeAsync(incoming, feed.Prefer ?? MergePreference.Old, cancellationToken));
    }

    private async Task NoteAsync(KlinesFeed feed, DateTimeOffset first, FeedTally tally, CancellationToken cancellationToken)
    {
        if (tally.Kept > 0) Note(feed, tally, $"{Bars(tally.Kept)} of the exchange not taken, being other than what is stored; 'prefer: new' would take the exchange's");
        if (await bars.ReadAsync(feed.Symbol, feed.Timeframe, first, to: null, limit: null, cancellationToken) is not { Bars: { Count: > 0 } came }) return;
        GapReport gaps = GapReport.Of(came);
        if (gaps.Longest is { } longest)
        {
            string where = $"{Bars(longest.MissingBars)} from {TimeInterval.Text(longest.Span.Start)}";
            Note(feed, tally, $"the exchange lacks {Bars(gaps.MissingBars)}; the longest gap is {where}. Nothing was filled");
        }
    }

    private static string Bars(long count) => count == 1 ? "1 bar" : $"{count} bars";

    private void Note(KlinesFeed feed, FeedTally tally, string text)
    {
        tally.Note(text);
        FeedLog.Noted(logger, feed.Name, text);
    }
}
