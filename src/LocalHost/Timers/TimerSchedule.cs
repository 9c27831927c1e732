using System.Globalization;
using NCrontab;

namespace ServerlessTraining.LocalHost.Timers;

/// <summary>When a timer runs. The rules are those of the timer extension (Azure/azure-webjobs-sdk-extensions, Extensions/Timers/Scheduling).</summary>
public abstract class TimerSchedule
{
    private const int FieldsWithoutSeconds = 5;

    private protected TimerSchedule(string text, TimeZoneInfo zone)
    {
        Text = text;
        Zone = zone;
    }

    public string Text { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Cron fields, six or, without seconds, five; or a time span between two runs.</summary>
    /// <exception cref="LocalHostException">It is neither, or it never comes.</exception>
    public static TimerSchedule Parse(string expression, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(expression);
        bool seconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != FieldsWithoutSeconds;
        if (CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds }) is { } cron)
        {
            return CronTimerSchedule.Occurs(cron)
                ? new CronTimerSchedule(expression, cron, zone)
                : throw new LocalHostException($"The schedule '{expression}' names a day that never comes.");
        }

        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero)
        {
            return new ConstantTimerSchedule(expression, interval, zone);
        }

        throw new LocalHostException(
            $"'{expression}' is no schedule. Allowed are six cron fields (second minute hour day month weekday), such as '0 */5 * * * *', "
            + "or a time span above zero, such as '00:05:00'.");
    }

    /// <summary>The first run after a time.</summary>
    public abstract DateTimeOffset NextAfter(DateTimeOffset after);

    /// <summary>Such a schedule is not monitored: what it missed is not worth a catch-up, and every run would cost a write.</summary>
    public abstract bool RunsWithinAMinute(DateTimeOffset now);

    public override string ToString() => Text;
}
