using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>The bars of a market with their regimes, by column: no object a bar, so that a chart may have 200,000.</summary>
/// <param name="Version">Of the rules.</param>
/// <param name="Regimes">In the order in which they are asked, `unclassified` the last.</param>
/// <param name="Time">Open of each bar listed, in seconds since 1970 (UTC).</param>
/// <param name="Regime">Of each of these bars, as its place in <paramref name="Regimes"/>; -1 within the warm-up.</param>
/// <param name="Count">Bars of the stretch, of which these are some.</param>
/// <param name="Shares">Of the stretch without the warm-up.</param>
/// <param name="Next">The `from` of the next bars, or with `side=last` the `to` of those before; null where there are none.</param>
public sealed record ClassifiedColumns(
    string Symbol, string Timeframe, string Set, int Version, IReadOnlyList<string> Regimes, IReadOnlyList<long> Time, IReadOnlyList<int> Regime, int Count,
    IReadOnlyList<RegimeShare> Shares, DateTimeOffset? Next)
{
    private const int WarmUp = -1;

    internal static ClassifiedColumns Of(ClassifiedStretch stretch, ClassifySide? side)
    {
        RegimeLabels labels = stretch.Evaluation.Labels;
        long[] time = new long[stretch.Listed];
        int[] regime = new int[stretch.Listed];
        for (int i = 0; i < time.Length; i++)
        {
            int bar = stretch.Start + i;
            time[i] = stretch.Series.OpenTime(bar).ToUnixTimeSeconds();
            regime[i] = stretch.IsWarmUp(bar) ? WarmUp : labels.Span[bar];
        }

        return new ClassifiedColumns(
            stretch.Series.Symbol.Name, stretch.Series.Timeframe.Name, stretch.Set, stretch.Version, labels.Names, time, regime, stretch.Count, stretch.Shares, stretch.Next(side));
    }
}
