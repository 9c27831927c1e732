namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>All timers of the hub on one timer of the clock, which is set to the earliest. With nothing armed nothing ticks.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A clock's timer has a longest time, and the wall clock may be set while one waits.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly SortedSet<TimerTicket> tickets = new(TimerTicket.ByTime);
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private long serials;
    private bool disposed;

    public TimerQueue(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(static queue => ((TimerQueue)queue!).FireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (gate) return tickets.Count;
        }
    }

    /// <summary><paramref name="fire"/> is called once, not before <paramref name="dueAt"/> by the clock, on a thread of the pool and outside the queue's lock.</summary>
    public TimerTicket Arm(DateTimeOffset dueAt, Action fire)
    {
        lock (gate)
        {
            TimerTicket ticket = new(dueAt, ++serials, fire);
            tickets.Add(ticket);
            if (ticket == tickets.Min) SetTimer();
            return ticket;
        }
    }

    public void Disarm(TimerTicket ticket)
    {
        lock (gate) tickets.Remove(ticket);
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            tickets.Clear();
        }

        timer.Dispose();
    }

    private void FireDue()
    {
        List<TimerTicket> due = [];
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            while (tickets.Min is { } first && first.DueAt <= now)
            {
                tickets.Remove(first);
                due.Add(first);
            }

            SetTimer();
        }

        foreach (TimerTicket ticket in due) ticket.Fire();
    }

    private void SetTimer()
    {
        if (disposed || tickets.Min is not { } first) return;
        TimeSpan wait = first.DueAt - clock.GetUtcNow();
        // Rounded up: a timer may come a fraction of a millisecond early and would be set again and again.
        wait = wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
