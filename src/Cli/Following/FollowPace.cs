namespace ServerlessTraining.Cli.Following;

/// <summary>How long to wait before asking again: little while things move, ever longer while they do not.</summary>
internal sealed class FollowPace(TimeProvider clock)
{
    private const double Growth = 1.5;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private TimeSpan pause = First;
    private string? last;

    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(5);

    /// <param name="mark">Equal to the last one where nothing has moved.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(string mark, CancellationToken cancellationToken)
    {
        pause = mark == last ? TimeSpan.FromTicks(Math.Min((long)(pause.Ticks * Growth), Longest.Ticks)) : First;
        last = mark;
        return Task.Delay(pause, clock, cancellationToken);
    }
}
