using ServerlessTraining.Domain.Market;
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
/// <param name="Next">The `from` of the next bars, or with `side=last` the `to` of those before; null where there are none.</param>
public sealed record ClassifiedBars(
    string Symbol, string Timeframe, string Set, int Version, RegimeOptions Options, DateTimeOffset? From, DateTimeOffset? Last, int Count, int WarmUp,
    IReadOnlyList<RegimeShare> Shares, IReadOnlyList<ClassifiedBar> Bars, DateTimeOffset? Next)
{
    /// <summary>A line a bar.</summary>
    public string ToCsv() =>
        string.Concat(Bars.Select(bar => CsvLine.Of(bar.OpenTime, bar.Regime, bar.Reason)).Prepend(CsvLine.Of("open_time", "regime", "reason")));

    internal static ClassifiedBars Of(ClassifiedStretch stretch, RegimeOptions options, ClassifySide? side)
    {
        BarSeries series = stretch.Series;
        return new ClassifiedBars(
            series.Symbol.Name, series.Timeframe.Name, stretch.Set, stretch.Version, options,
            stretch.Count > 0 ? series.OpenTime(stretch.First) : null,
            stretch.Count > 0 ? series.OpenTime(series.Count - 1) : null,
            stretch.Count,
            stretch.Classified - stretch.First,
            stretch.Shares,
            [.. Enumerable.Range(stretch.Start, stretch.Listed).Select(bar => BarOf(stretch, bar))],
            stretch.Next(side));
    }

    private static ClassifiedBar BarOf(ClassifiedStretch stretch, int bar) => stretch.IsWarmUp(bar)
        ? new ClassifiedBar(stretch.Series.OpenTime(bar), null, $"the first {stretch.Evaluation.WarmUp} bars are warm-up")
        : new ClassifiedBar(stretch.Series.OpenTime(bar), stretch.Evaluation.Labels.NameOf(bar));
}
