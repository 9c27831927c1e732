using Spectre.Console;

namespace ServerlessTraining.Cli;

/// <summary>Shows how far a long transfer is: a bar on a terminal, a line a quarter elsewhere, nothing beside JSON.</summary>
internal static class TransferProgress
{
    private const int Steps = 4;

    /// <param name="context">Where to show it.</param>
    /// <param name="name">What is transferred.</param>
    /// <param name="shown">False runs <paramref name="work"/> alone.</param>
    /// <param name="work">Gets what takes the share that is done, 0 to 1.</param>
    /// <param name="verb">What is done with it.</param>
    public static Task<T> RunAsync<T>(CliContext context, string name, bool shown, Func<Action<double>, Task<T>> work, string verb = "sent")
    {
        if (!shown) return work(_ => { });
        return context.Console.Profile.Capabilities.Ansi ? BarAsync(context.Console, name, work) : work(Lines(context.Console, name, verb));
    }

    private static Task<T> BarAsync<T>(IAnsiConsole console, string name, Func<Action<double>, Task<T>> work)
    {
        Progress bar = console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return bar.StartAsync(progress =>
        {
            ProgressTask task = progress.AddTask(Markup.Escape(name), maxValue: 1);
            return work(share => task.Value = share);
        });
    }

    private static Action<double> Lines(IAnsiConsole console, string name, string verb)
    {
        int told = 0;
        return share =>
        {
            int step = (int)(share * Steps);
            if (step <= told) return;
            told = step;
            console.WriteLine($"{name}: {100 * step / Steps} % {verb}");
        };
    }
}
