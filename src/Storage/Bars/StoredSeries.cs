using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Bars;

/// <summary>What is stored of a market's bars: the index row.</summary>
/// <param name="Calendar">By name.</param>
/// <param name="Fingerprint">Of all the bars (<see cref="SeriesFingerprint"/>).</param>
/// <param name="First">Open of the first bar; null where there are none.</param>
/// <param name="Last">Open of the last bar.</param>
/// <param name="Revision">From 1, with each write: who writes says which one the new bars were made from.</param>
public sealed record StoredSeries(
    Symbol Symbol, Timeframe Timeframe, string Calendar, string Fingerprint, DateTimeOffset? First, DateTimeOffset? Last, int Count, int Revision, DateTimeOffset Written,
    IReadOnlyList<BarChunk> Chunks)
{
    /// <summary>Stretches of missing bars (<see cref="GapReport"/>); null where the row was written by a program that did not count them.</summary>
    public int? Gaps { get; init; }

    /// <summary>Bars missing in them.</summary>
    public long? MissingBars { get; init; }
}
