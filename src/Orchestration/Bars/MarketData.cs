using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Stored bars for those who need the same ones again and again: each time only the index row is read, to see whether they changed. Those used last are kept.</summary>
public sealed class MarketData(BarStore store)
{
    /// <summary>How many series are kept. The configurations of a grid come market by market with few in flight, so a handful serves them; a trainer that serves every market for
    /// weeks must not hold them all. Five years of minutes, the longest series there is a use for, take 130 MB.</summary>
    public const int Kept = 4;

    private readonly Lock gate = new();

    // That used last stands last.
    private readonly List<MarketBars> known = [];

    /// <summary>Null where there are none.</summary>
    public async Task<MarketBars?> FindAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(symbol, timeframe, cancellationToken) is not { } stored) return null;
        if (Use(symbol, timeframe, stored.Fingerprint) is { } kept) return kept;
        if (await store.ReadAsync(symbol, timeframe, null, cancellationToken) is not { } bars) return null;

        // Somebody may have written between the two reads: what counts is what was read.
        return Keep(new MarketBars(bars, SeriesFingerprint.Of(bars)));
    }

    /// <exception cref="ServerlessTrainingException">There are none.</exception>
    public async Task<MarketBars> ReadAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await FindAsync(symbol, timeframe, cancellationToken)
        ?? throw new ServerlessTrainingException($"There are no bars of {symbol} {timeframe}. Import them: ./st data import {symbol} {timeframe} FILE.");

    private MarketBars? Use(Symbol symbol, Timeframe timeframe, string fingerprint)
    {
        lock (gate)
        {
            MarketBars? found = known.Find(one => one.Bars.Symbol == symbol && one.Bars.Timeframe == timeframe && one.Fingerprint == fingerprint);
            return found is null ? null : Keep(found);
        }
    }

    private MarketBars Keep(MarketBars bars)
    {
        lock (gate)
        {
            known.RemoveAll(one => one.Bars.Symbol == bars.Bars.Symbol && one.Bars.Timeframe == bars.Bars.Timeframe);
            known.Add(bars);
            if (known.Count > Kept) known.RemoveAt(0);
            return bars;
        }
    }
}
