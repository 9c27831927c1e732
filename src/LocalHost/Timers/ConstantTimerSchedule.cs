namespace ServerlessTraining.LocalHost.Timers;

internal sealed class ConstantTimerSchedule(string text, TimeSpan interval, TimeZoneInfo zone) : TimerSchedule(text, zone)
{
    public override DateTimeOffset NextAfter(DateTimeOffset after) => after + interval;

    public override bool RunsWithinAMinute(DateTimeOffset now) => interval < TimeSpan.FromMinutes(1);
}
