using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>What is known of a stored series.</summary>
/// <param name="First">Open of the first bar; null where there are none.</param>
/// <param name="Last">Open of the last bar.</param>
/// <param name="Fingerprint">Of all bars (<see cref="SeriesFingerprint"/>).</param>
/// <param name="Gaps">Stretches of bars that the calendar expects and that are missing.</param>
/// <param name="MissingBars">Bars in them.</param>
public sealed record BarSeriesInfo(
    string Symbol, string Timeframe, string Calendar, int Count, DateTimeOffset? First, DateTimeOffset? Last, string Fingerprint, int Gaps,
    long MissingBars, DateTimeOffset Written);
