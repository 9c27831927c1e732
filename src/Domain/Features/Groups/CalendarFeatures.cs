using System.Globalization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Sine and cosine of 2 pi d / 7 (d: ISO weekday, 1 Monday to 7 Sunday) and of 2 pi w / 52 (w: ISO week) of the bar's open in UTC.
/// Week 53, which few years have, falls on the place of week 1.</summary>
internal sealed class CalendarFeatures() : FeatureGroup(0, "weekday_sin", "weekday_cos", "week_sin", "week_cos")
{
    private const int WeeksAYear = 52;

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        long day = -1;
        (double Sin, double Cos) weekday = default;
        (double Sin, double Cos) week = default;
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        for (int i = 0; i < ticks.Length; i++)
        {
            if (ticks[i] / TimeSpan.TicksPerDay != day)
            {
                day = ticks[i] / TimeSpan.TicksPerDay;
                weekday = Cycle.OfWeekday(ticks[i]);
                week = Cycle.At(ISOWeek.GetWeekOfYear(new DateTime(ticks[i], DateTimeKind.Utc)), WeeksAYear);
            }

            (columns[0][i], columns[1][i]) = weekday;
            (columns[2][i], columns[3][i]) = week;
        }
    }
}
