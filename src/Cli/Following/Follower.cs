using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessTraining.Cli.Following;

/// <summary>Follows something that runs: what is new stays as lines, and on a terminal how far it is stands below them.</summary>
internal sealed class Follower(CliContext context)
{
    // A product that is started again while it is followed is back within a minute.
    private const int MostFailures = 12;

    /// <param name="look">Asks once.</param>
    /// <param name="isQuiet">Show nothing.</param>
    /// <param name="cancellationToken">Ends the following, not what is followed.</param>
    public async Task FollowAsync(Func<CancellationToken, Task<FollowLook>> look, bool isQuiet, CancellationToken cancellationToken)
    {
        bool hasBars = !isQuiet && context.Console.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true };
        FollowPace pace = new(context.Clock);
        FollowLook now = await AskAsync(look, cancellationToken);
        while (true)
        {
            if (!isQuiet) foreach (string line in now.Lines) context.Console.WriteLine(line);
            if (now.IsOver) return;
            now = hasBars ? await BesideBarsAsync(now, pace, look, cancellationToken) : await NextAsync(now, pace, look, cancellationToken);
        }
    }

    // Lines are printed where no bar stands: the bar is taken away for them and comes back below.
    private async Task<FollowLook> BesideBarsAsync(FollowLook now, FollowPace pace, Func<CancellationToken, Task<FollowLook>> look, CancellationToken cancellationToken)
    {
        await context.Console.Live(Picture(now)).AutoClear(true).StartAsync(async live =>
        {
            while (true)
            {
                now = await NextAsync(now, pace, look, cancellationToken);
                if (now.Lines.Count > 0 || now.IsOver) return;
                live.UpdateTarget(Picture(now));
            }
        });
        return now;
    }

    private async Task<FollowLook> NextAsync(FollowLook now, FollowPace pace, Func<CancellationToken, Task<FollowLook>> look, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(now.Mark, cancellationToken);
        return await AskAsync(look, cancellationToken);
    }

    private async Task<FollowLook> AskAsync(Func<CancellationToken, Task<FollowLook>> look, CancellationToken cancellationToken)
    {
        for (int failed = 1; ; failed++)
        {
            try
            {
                return await look(cancellationToken);
            }
            catch (CliException nothingAnswers) when (nothingAnswers.InnerException is HttpRequestException && failed < MostFailures)
            {
                await Task.Delay(FollowPace.Longest, context.Clock, cancellationToken);
            }
        }
    }

    private static Rows Picture(FollowLook now) => new(now.Bars.Select(IRenderable (bar) => new Text(bar)));
}
