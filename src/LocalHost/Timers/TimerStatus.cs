namespace ServerlessTraining.LocalHost.Timers;

/// <summary>What the timer extension keeps of a function; the names are those of its blob.</summary>
/// <param name="Last">When it last ran; <see cref="Never"/> before the first run and after its schedule was changed.</param>
/// <param name="Next">When it runs next.</param>
/// <param name="LastUpdated">From when <paramref name="Next"/> was computed.</param>
public sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    public static DateTimeOffset Never { get; }
}
