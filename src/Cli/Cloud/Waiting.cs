using Spectre.Console;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>Says what is waited for: a mark that moves on a terminal, a line elsewhere, nothing beside JSON.</summary>
internal static class Waiting
{
    public static Task<T> ForAsync<T>(CliContext context, string what, bool shown, Func<Task<T>> work)
    {
        if (!shown) return work();
        if (context.Console.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true }) return context.Console.Status().StartAsync(Markup.Escape(what), _ => work());
        context.Console.WriteLine(what);
        return work();
    }
}
