using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Bars of a market with their regimes, before they are written in one form or another.</summary>
/// <param name="Series">With the warm-up in front of the stretch.</param>
/// <param name="First">Of the stretch, in the series; it goes to the end of the series.</param>
/// <param name="Start">Of the bars that are listed.</param>
/// <param name="Listed">How many.</param>
internal sealed record ClassifiedStretch(string Set, int Version, BarSeries Series, RegimeEvaluation Evaluation, int First, int Start, int Listed)
{
    public int Count => Series.Count - First;

    /// <summary>The first bar of the stretch that is classified.</summary>
    public int Classified => Math.Clamp(Evaluation.WarmUp, First, Series.Count);

    /// <summary>Of the stretch without the warm-up.</summary>
    public IReadOnlyList<RegimeShare> Shares => RegimeShares.Of(Evaluation.Labels, Classified..).Shares;

    public bool IsWarmUp(int bar) => bar < Evaluation.WarmUp;

    /// <summary>Where the listing goes on: the open of the first bar behind it, or, where the last bars were asked for, that of its first bar, which is the `to` of
    /// those before. Null where nothing is left there.</summary>
    public DateTimeOffset? Next(ClassifySide? side)
    {
        int end = Start + Listed;
        if (side == ClassifySide.Last) return Start > First ? Series.OpenTime(Start) : null;
        return end < Series.Count ? Series.OpenTime(end) : null;
    }
}
