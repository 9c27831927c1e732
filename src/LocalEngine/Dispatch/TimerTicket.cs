namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>An armed timer; tickets of the same time fire in the order in which they were armed.</summary>
internal sealed record TimerTicket(DateTimeOffset DueAt, long Serial, Action Fire)
{
    public static IComparer<TimerTicket> ByTime { get; } = Comparer<TimerTicket>.Create((a, b) =>
        a.DueAt.CompareTo(b.DueAt) is not 0 and int byTime ? byTime : a.Serial.CompareTo(b.Serial));
}
