using System.Diagnostics;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>Ends a program that somebody has given up. Ctrl-C in a terminal has reached it already; one that was not reached is asked to stop, one that does not listen is
/// killed with all that it started.</summary>
internal static class ChildEnd
{
    private static readonly TimeSpan ByItself = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(8);

    /// <summary>The longest that it takes; the process must be let live so long.</summary>
    public static TimeSpan Longest { get; } = ByItself + Asked + ByItself;

    /// <param name="process">The program.</param>
    /// <param name="done">Completes when it has ended and all that it said is read.</param>
    /// <param name="clock">Measures the waits.</param>
    public static async Task WaitAsync(Process process, Task done, TimeProvider clock)
    {
        if (await EndsAsync(done, ByItself, clock)) return;
        // Windows has nothing like it for one process.
        if (!OperatingSystem.IsWindows() && !process.HasExited && ProcessTable.AskToStop(process.Id) && await EndsAsync(done, Asked, clock)) return;
        process.Kill(entireProcessTree: true);
        await EndsAsync(done, ByItself, clock);
    }

    private static async Task<bool> EndsAsync(Task done, TimeSpan limit, TimeProvider clock)
    {
        using CancellationTokenSource over = new();
        bool ended = await Task.WhenAny(done, Task.Delay(limit, clock, over.Token)) == done;
        await over.CancelAsync();
        return ended;
    }
}
