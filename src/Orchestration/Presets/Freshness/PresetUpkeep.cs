using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using NCrontab;
using ServerlessTraining.Orchestration.Pipeline;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Starts the measuring of presets, with the search for better ones behind it, at the times of the settings. The last start is that of the orchestration itself, so that a
/// time which passed while no host ran is made up for, once.</summary>
public sealed partial class PresetUpkeep(PipelineOptions options, TimeProvider clock, ILogger<PresetUpkeep> logger)
{
    /// <summary>Every five minutes: how late a time of the settings may be noticed.</summary>
    public const string Schedule = "0 */5 * * * *";

    // Without an orchestration to go by, only what has just passed is due: a schedule that was written today does not mean last week.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(10);

    // The longest cycle there is: the 29th of February on a given weekday.
    private static readonly DateTime FirstYear = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime LastYear = new(2029, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What is older is not made up for.</summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromDays(1);

    /// <summary>False where the text is neither `off` nor six cron fields that come.</summary>
    /// <param name="schedule">Null for `off`.</param>
    internal static bool TryParse(string text, out CrontabSchedule? schedule)
    {
        schedule = text == PresetUpkeepOptions.Off ? null : CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        return text == PresetUpkeepOptions.Off || (schedule is not null && schedule.GetNextOccurrence(FirstYear, LastYear) < LastYear);
    }

    /// <summary>Whether a time of the schedule has passed since the last start.</summary>
    internal static bool IsDue(CrontabSchedule schedule, DateTimeOffset? lastStart, DateTimeOffset now)
    {
        DateTimeOffset since = lastStart ?? now - FirstLook;
        if (since < now - LongestAbsence) since = now - LongestAbsence;
        return since < now && schedule.GetNextOccurrence(since.UtcDateTime) <= now.UtcDateTime;
    }

    public async Task LookAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!TryParse(options.Presets.ReoptimizeSchedule, out CrontabSchedule? schedule) || schedule is null) return;
        OrchestrationMetadata? last = await client.GetInstanceAsync(PerformanceRun.InstanceId, cancellationToken);
        if (!IsDue(schedule, last?.CreatedAt, clock.GetUtcNow())) return;
        if (await PresetReoptimizer.StartMeasuringAsync(client, thenReoptimize: true, cancellationToken)) LogStarted(logger, options.Presets.ReoptimizeSchedule);
    }

    [LoggerMessage(EventId = 3988, Level = LogLevel.Information, Message = "Presets are measured and stale ones searched again, as of the schedule '{Schedule}'")]
    private static partial void LogStarted(ILogger logger, string schedule);
}
