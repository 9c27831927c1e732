namespace ServerlessTraining.Testing;

/// <summary>A clock that stands until it is moved; its timers fire in the order of their due times, on the thread that moves it, with the clock at their time.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    // What the timers of the system accept at most.
    private static readonly TimeSpan LongestDue = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly Lock gate = new();
    private readonly List<ManualTimer> armed = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> watchers = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a timer is set to be due in so long, or is already.</summary>
    public Task WhenTimerIsDueInAsync(TimeSpan time, CancellationToken cancellationToken) =>
        WhenAsync(() => armed.Any(timer => timer.Due - now == time), cancellationToken);

    /// <summary>Completes when any timer is set.</summary>
    public Task WhenAnyTimerAsync(CancellationToken cancellationToken) => WhenAsync(() => armed.Count > 0, cancellationToken);

    public void Advance(TimeSpan time)
    {
        DateTimeOffset target = GetUtcNow() + time;
        while (TakeDue(target) is { } timer) timer.Fire();
        lock (gate)
        {
            now = target;
            Report();
        }
    }

    /// <summary>Moves to the next timer and fires it, again and again, until the task is done; where no timer is set, waits for one.</summary>
    public async Task AdvanceUntilAsync(Task done, CancellationToken cancellationToken)
    {
        while (!done.IsCompleted)
        {
            await Task.WhenAny(done, WhenAnyTimerAsync(cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!done.IsCompleted) TakeDue(DateTimeOffset.MaxValue)?.Fire();
        }
    }

    /// <summary>The clock stands elsewhere and no timer noticed: a machine that slept, or whose clock was set.</summary>
    public void Jump(TimeSpan time)
    {
        lock (gate)
        {
            now += time;
            foreach (ManualTimer timer in armed) timer.Due += time;
        }
    }

    private Task WhenAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            watchers.Add((condition, met));
            Report();
        }

        return met.Task.WaitAsync(cancellationToken);
    }

    private void Report() => watchers.RemoveAll(watcher => watcher.Condition() && watcher.Met.TrySetResult());

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (gate)
        {
            ManualTimer? next = armed.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is null) return null;
            armed.Remove(next);
            if (next.Due > now) now = next.Due;
            if (next.Period is { } period)
            {
                next.Due = now + period;
                armed.Add(next);
            }

            return next;
        }
    }

    private bool Set(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, LongestDue);
        lock (gate)
        {
            armed.Remove(timer);
            timer.Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
            timer.Due = now + dueTime;
            if (dueTime != Timeout.InfiniteTimeSpan) armed.Add(timer);
            Report();
        }

        return true;
    }

    private void Remove(ManualTimer timer)
    {
        lock (gate) armed.Remove(timer);
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan? Period { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
