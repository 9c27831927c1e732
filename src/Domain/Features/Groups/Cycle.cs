namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>A place on a circle, so that the end of a day, week or year lies beside its beginning.</summary>
internal static class Cycle
{
    private const int DaysAWeek = 7;

    public static (double Sin, double Cos) At(double place, int length) => Math.SinCos(2 * Math.PI * place / length);

    /// <summary>The ISO weekday, 1 Monday to 7 Sunday. Ticks begin on a Monday.</summary>
    public static (double Sin, double Cos) OfWeekday(long ticks) => At((ticks / TimeSpan.TicksPerDay % DaysAWeek) + 1, DaysAWeek);

    public static (double Sin, double Cos) OfTimeOfDay(long ticks) =>
        At((double)(ticks % TimeSpan.TicksPerDay) / TimeSpan.TicksPerMinute, (int)TimeSpan.FromDays(1).TotalMinutes);
}
