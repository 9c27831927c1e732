using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Stored bars by the stretch, from either end of a range.</summary>
public sealed class BarStretches(BarStore store)
{
    /// <summary>At most <paramref name="limit"/> bars that open inside the range: the last ones, or the first. Null where the series is not stored.</summary>
    public async Task<BarStretch?> ReadAsync(Symbol symbol, Timeframe timeframe, TimeInterval asked, int limit, bool last, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(symbol, timeframe, cancellationToken) is not { } stored) return null;
        TimeInterval needed = last ? NeededBars.Last(stored, asked, limit) : NeededBars.First(stored, asked, limit);
        if (await store.ReadAsync(symbol, timeframe, needed, cancellationToken) is not { } bars) return null;
        if (bars.Count > limit) bars = bars.Slice(last ? bars.Count - limit : 0, limit);

        // Where the range is empty, all there is lies before it or behind it.
        return bars.Count == 0
            ? new BarStretch(bars, stored.First < asked.Start, stored.Last >= asked.End)
            : new BarStretch(bars, stored.First < bars.OpenTime(0), stored.Last > bars.OpenTime(bars.Count - 1));
    }
}
