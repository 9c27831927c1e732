using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Stored bars, for whoever brings some or asks for some.</summary>
public sealed class BarService(BarStore store)
{
    // Each round that fails is one in which another writer succeeded.
    private const int MostRounds = 100;

    /// <summary>The calendar that incoming bars must have: that of the stored series, else the one asked for, else a guess from the symbol.</summary>
    /// <exception cref="OtherCalendarException">The series is stored with another one than asked for.</exception>
    public async Task<MarketCalendar> CalendarAsync(Symbol symbol, Timeframe timeframe, MarketCalendar? asked, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(symbol, timeframe, cancellationToken) is not { } stored) return asked ?? MarketCalendar.Guess(symbol);
        MarketCalendar calendar = MarketCalendar.Parse(stored.Calendar);
        return asked is null || asked == calendar ? calendar : throw new OtherCalendarException(stored, asked.Name);
    }

    /// <summary>Joins bars to what is stored, all or nothing. Sending the same bars again changes nothing.</summary>
    /// <param name="incoming">At least one bar, with the calendar that <see cref="CalendarAsync"/> gave.</param>
    /// <param name="prefer">Which bar stands where two differ; null makes that an error.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    /// <exception cref="ConflictingBarsException">Bars differ and <paramref name="prefer"/> is null.</exception>
    public async Task<BarMergeReport> MergeAsync(BarSeries incoming, MergePreference? prefer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        (Symbol symbol, Timeframe timeframe) = (incoming.Symbol, incoming.Timeframe);
        for (int round = 0; round < MostRounds; round++)
        {
            StoredSeries? old = await store.FindAsync(symbol, timeframe, cancellationToken);
            BarSeries? existing = old is null ? null : await store.ReadAsync(symbol, timeframe, range: null, cancellationToken);
            if (old is not null && existing is null) continue;
            BarMergeResult merged = existing is null ? new BarMergeResult(incoming, incoming.Count, 0, 0, 0) : Merge(existing, incoming, prefer);
            if (existing is not null && merged is { Added: 0, Replaced: 0 })
            {
                string fingerprint = SeriesFingerprint.Of(existing);
                return Report(merged, fingerprint, fingerprint);
            }

            // Where somebody wrote between the two reads above, the revision is stale and the write is refused.
            if (await store.WriteAsync(merged.Series, old?.Revision ?? 0, cancellationToken) is { } written) return Report(merged, old?.Fingerprint, written.Fingerprint);
        }

        throw new ServerlessTrainingException($"{symbol} {timeframe} was changed by others {MostRounds} times in a row while bars were being added. Try again.");
    }

    /// <summary>Null where the series is not stored.</summary>
    public async Task<BarSeriesInfo?> FindAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await store.FindAsync(symbol, timeframe, cancellationToken) is { } stored ? await InfoAsync(stored, cancellationToken) : null;

    public async Task<BarSeriesList> ListAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        StoredPage<StoredSeries> page = await store.PageAsync(limit, continuation, cancellationToken);
        List<BarSeriesInfo> items = [];
        foreach (StoredSeries stored in page.Items) items.Add(await InfoAsync(stored, cancellationToken));
        return new BarSeriesList(items, page.Continuation);
    }

    /// <summary>Bars that open from <paramref name="from"/> on and before <paramref name="to"/>, and where the next ones begin. Null where the series is not stored.</summary>
    /// <param name="limit">1 or more; null for all.</param>
    public async Task<(BarSeries Bars, DateTimeOffset? Next)?> ReadAsync(
        Symbol symbol, Timeframe timeframe, DateTimeOffset? from, DateTimeOffset? to, int? limit, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(symbol, timeframe, cancellationToken) is not { } stored) return null;
        TimeInterval asked = new(from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue);

        // One more than a page tells whether there is another.
        TimeInterval range = limit is { } page ? NeededBars.First(stored, asked, page + 1) : asked;
        if (await store.ReadAsync(symbol, timeframe, range, cancellationToken) is not { } bars) return null;
        return limit is { } most && bars.Count > most ? (bars.Slice(0, most), bars.OpenTime(most)) : (bars, null);
    }

    /// <summary>Null where the series is not stored.</summary>
    public async Task<GapReport?> GapsAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await store.ReadAsync(symbol, timeframe, range: null, cancellationToken) is { } bars ? GapReport.Of(bars) : null;

    private static BarMergeResult Merge(BarSeries existing, BarSeries incoming, MergePreference? prefer)
    {
        try
        {
            return BarMerge.Merge(existing, incoming, prefer);
        }
        catch (BarConflictException conflict)
        {
            throw new ConflictingBarsException(existing, incoming, conflict);
        }
    }

    private static BarMergeReport Report(BarMergeResult merged, string? before, string after)
    {
        BarSeries bars = merged.Series;
        GapReport gaps = GapReport.Of(bars);
        return new BarMergeReport(
            bars.Symbol.Name, bars.Timeframe.Name, bars.Calendar.Name, merged.Added, merged.Replaced, merged.Refused, merged.Equal, bars.Count, bars.OpenTime(0),
            bars.OpenTime(bars.Count - 1), gaps.Gaps.Count, gaps.MissingBars, before, after);
    }

    private async Task<BarSeriesInfo> InfoAsync(StoredSeries stored, CancellationToken cancellationToken)
    {
        (int? gaps, long? missing) = (stored.Gaps, stored.MissingBars);
        if (gaps is null && await GapsAsync(stored.Symbol, stored.Timeframe, cancellationToken) is { } counted) (gaps, missing) = (counted.Gaps.Count, counted.MissingBars);
        return new BarSeriesInfo(
            stored.Symbol.Name, stored.Timeframe.Name, stored.Calendar, stored.Count, stored.First, stored.Last, stored.Fingerprint, gaps ?? 0, missing ?? 0, stored.Written);
    }
}
