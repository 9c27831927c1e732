using NCrontab;

namespace ServerlessTraining.LocalHost.Timers;

/// <summary>Cron by the wall clock of a time zone, with the extension's ways around the change of the clock (CronSchedule.cs).</summary>
internal sealed class CronTimerSchedule : TimerSchedule
{
    private const int FieldsOfADay = 3;
    private static readonly DateTime SearchStart = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    // The longest cycle there is: the 29th of February on a given weekday.
    private static readonly DateTime SearchEnd = new(2029, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly CrontabSchedule cron;
    private readonly bool repeatsWithinADay;
    private readonly bool anyMinute;

    public CronTimerSchedule(string text, CrontabSchedule cron, TimeZoneInfo zone)
        : base(text, zone)
    {
        this.cron = cron;
        string[] fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int fieldsOfADay = fields.Length - FieldsOfADay;
        repeatsWithinADay = fields.Take(fieldsOfADay).Any(field => field.AsSpan().IndexOfAny('*', '/', '-') >= 0);
        anyMinute = fields.Length > FieldsOfADay * 2 - 1 && fields.Skip(1).All(field => field == "*");
    }

    public static bool Occurs(CrontabSchedule cron) => cron.GetNextOccurrence(SearchStart, SearchEnd) < SearchEnd;

    public override bool RunsWithinAMinute(DateTimeOffset now)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        return anyMinute && cron.GetNextOccurrences(wall, wall.AddMinutes(1)).Skip(1).Any();
    }

    public override DateTimeOffset NextAfter(DateTimeOffset after)
    {
        DateTimeOffset now = TimeZoneInfo.ConvertTime(after, Zone);
        DateTime wall = cron.GetNextOccurrence(now.DateTime);
        return repeatsWithinADay ? NextOfRepeated(now, wall) : NextOfPoint(now, wall);
    }

    /// <summary>Goes on through the hour that the clock shows twice, on the times of the schedule.</summary>
    private DateTimeOffset NextOfRepeated(DateTimeOffset now, DateTime wall)
    {
        DateTimeOffset kept = TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, now.Offset), Zone);
        if (kept.DateTime == wall) return kept;

        // The clock changes in between. Back: what it shows then may belong to the schedule as well, and comes first.
        DateTimeOffset changed = At(wall);
        bool belongs = cron.GetNextOccurrence(kept.DateTime.AddTicks(-1)) == kept.DateTime;
        return kept < changed && belongs ? kept : changed;
    }

    /// <summary>Runs once in the hour that the clock shows twice, the first time; who comes later waits for the next day.</summary>
    private DateTimeOffset NextOfPoint(DateTimeOffset now, DateTime wall)
    {
        while (true)
        {
            DateTimeOffset next = At(wall);
            if (next > now) return next;
            wall = cron.GetNextOccurrence(wall);
        }
    }

    /// <summary>Of two instants the earlier; a time that the clock leaps over is meant by the offset before, so it comes as much later.</summary>
    private DateTimeOffset At(DateTime wall)
    {
        TimeSpan offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, offset), Zone);
    }
}
