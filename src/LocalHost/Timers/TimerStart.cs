namespace ServerlessTraining.LocalHost.Timers;

/// <summary>What the kept status means at the start of a host: ScheduleMonitor.CheckPastDueAsync of the timer extension.</summary>
/// <param name="MustWrite">The status is new or was corrected.</param>
/// <param name="IsPastDue">At least one run was missed; one run makes up for all.</param>
internal sealed record TimerStart(TimerStatus Status, bool MustWrite, bool IsPastDue)
{
    public static TimerStart At(DateTimeOffset now, TimerSchedule schedule, TimerStatus? kept)
    {
        if (kept is null) return new TimerStart(new TimerStatus(TimerStatus.Never, schedule.NextAfter(now), now), MustWrite: true, IsPastDue: false);

        DateTimeOffset basis = kept.Last != TimerStatus.Never ? kept.Last : kept.LastUpdated;
        if (basis == TimerStatus.Never) basis = now;
        DateTimeOffset expected = schedule.NextAfter(basis);
        if (kept.Next == expected) return new TimerStart(kept, MustWrite: false, now > kept.Next);

        // The schedule was changed. What the new one would have asked for in the past is not past due.
        if (now > expected) (basis, expected) = (now, schedule.NextAfter(now));
        return new TimerStart(new TimerStatus(TimerStatus.Never, expected, basis), MustWrite: true, now > expected);
    }
}
