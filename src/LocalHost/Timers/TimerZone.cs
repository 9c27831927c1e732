using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.LocalHost.Timers;

/// <summary>The time zone that cron schedules are meant in: WEBSITE_TIME_ZONE as in Azure, else UTC.</summary>
public static class TimerZone
{
    public const string Setting = "WEBSITE_TIME_ZONE";

    /// <exception cref="LocalHostException">This machine does not know the zone.</exception>
    public static TimeZoneInfo Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[Setting] is not { Length: > 0 } name) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)) return zone;
        throw new LocalHostException($"{Setting} is '{name}', which is no time zone of this machine. Write it as in Europe/Berlin, or leave it out for UTC.");
    }
}
