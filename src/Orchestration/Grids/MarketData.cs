using System.Collections.Concurrent;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Stored bars for those who need the same ones again and again: each time only the index row is read, to see whether they changed.</summary>
public sealed class MarketData(BarStore store)
{
    private readonly ConcurrentDictionary<(Symbol Symbol, Timeframe Timeframe), MarketBars> known = new();

    /// <summary>Null where there are none.</summary>
    public async Task<MarketBars?> FindAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(symbol, timeframe, cancellationToken) is not { } stored) return null;
        if (known.TryGetValue((symbol, timeframe), out MarketBars? kept) && kept.Fingerprint == stored.Fingerprint) return kept;
        if (await store.ReadAsync(symbol, timeframe, null, cancellationToken) is not { } bars) return null;

        // Somebody may have written between the two reads: what counts is what was read.
        return known[(symbol, timeframe)] = new MarketBars(bars, SeriesFingerprint.Of(bars));
    }

    /// <exception cref="ServerlessTrainingException">There are none.</exception>
    public async Task<MarketBars> ReadAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await FindAsync(symbol, timeframe, cancellationToken)
        ?? throw new ServerlessTrainingException($"There are no bars of {symbol} {timeframe}. Import them: ./st data import {symbol} {timeframe} FILE.");
}
