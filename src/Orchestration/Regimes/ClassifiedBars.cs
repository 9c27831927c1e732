using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>The bars of a market with their regimes.</summary>
/// <param name="Version">Of the rules.</param>
/// <param name="Options">How far back the rules look.</param>
/// <param name="From">Open of the first bar of the stretch; null where it has none.</param>
/// <param name="Last">Open of its last bar.</param>
/// <param name="Count">Bars of the stretch, of which <paramref name="WarmUp"/> cannot be classified.</param>
/// <param name="Shares">Of the stretch without the warm-up.</param>
/// <param name="Bars">As many of the stretch as were asked for: its first where `from` was given, else its last.</param>
/// <param name="Next">The `from` of the next bars; null where there are none after these.</param>
public sealed record ClassifiedBars(
    string Symbol, string Timeframe, string Set, int Version, RegimeOptions Options, DateTimeOffset? From, DateTimeOffset? Last, int Count, int WarmUp,
    IReadOnlyList<RegimeShare> Shares, IReadOnlyList<ClassifiedBar> Bars, DateTimeOffset? Next)
{
    /// <summary>A line a bar.</summary>
    public string ToCsv() =>
        string.Concat(Bars.Select(bar => CsvLine.Of(bar.OpenTime, bar.Regime, bar.Reason)).Prepend(CsvLine.Of("open_time", "regime", "reason")));
}
