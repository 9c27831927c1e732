using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The one fold of the held-out report: the study's days before the final segment train, and the segment, in whole days, is the test. The purge of every fold keeps what
/// trains, and the bars that its labels look at, before the segment.</summary>
internal static class HeldOutFold
{
    /// <exception cref="ServerlessTrainingException">The bars are too few for a segment of a day.</exception>
    public static FoldOptions OptionsOf(BarSeries bars, PresetSpec spec)
    {
        TimeInterval segment = FinalSegment.Of(bars);
        int days = (int)segment.Length.TotalDays;
        int first = bars.IndexAtOrAfter(segment.Start);
        if (days < 1 || first == 0)
        {
            throw new ServerlessTrainingException(
                $"{bars.Symbol} {bars.Timeframe} has {bars.Span.Length.TotalDays:0} days of bars, and the held-out part, a tenth of them, must have at least one day. "
                + "Import older bars.");
        }

        return UnseenDays.Behind(bars, first - 1, days, spec.Days, spec.Horizons);
    }
}
