using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Sine and cosine of 2 pi m / 1440 (m: minute of the day) and of 2 pi d / 7 (d: ISO weekday) of the bar's open in UTC.</summary>
internal sealed class TimeFeatures() : FeatureGroup(0, "hour_sin", "hour_cos", "weekday_sin", "weekday_cos")
{
    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        for (int i = 0; i < ticks.Length; i++)
        {
            (columns[0][i], columns[1][i]) = Cycle.OfTimeOfDay(ticks[i]);
            (columns[2][i], columns[3][i]) = Cycle.OfWeekday(ticks[i]);
        }
    }
}
