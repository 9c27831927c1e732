using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests;

/// <summary>What a command did.</summary>
internal sealed record CommandRun(int Code, string Output, string Errors)
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 30, 45, TimeSpan.Zero);

    /// <param name="http">Stays open.</param>
    /// <param name="terminal">Whether it believes to have one.</param>
    /// <param name="settings">As environment variables.</param>
    /// <param name="arguments">Of st.</param>
    public static Task<CommandRun> OfAsync(
        HttpMessageHandler http, bool terminal, IReadOnlyDictionary<string, string?> settings, params IReadOnlyList<string> arguments) =>
        OfAsync(http, terminal, settings, input: null, arguments, TestContext.Current.CancellationToken);

    /// <summary>With somebody who types.</summary>
    /// <param name="http">Stays open.</param>
    /// <param name="input">What is typed.</param>
    /// <param name="arguments">Of st.</param>
    public static async Task<CommandRun> TypingAsync(HttpMessageHandler http, string input, params IReadOnlyList<string> arguments)
    {
        using StringReader keyboard = new(input);
        return await OfAsync(http, terminal: false, new Dictionary<string, string?>(), keyboard, arguments, TestContext.Current.CancellationToken);
    }

    /// <param name="http">Stays open.</param>
    /// <param name="interrupt">Ctrl-C.</param>
    /// <param name="arguments">Of st.</param>
    public static Task<CommandRun> InterruptedAsync(HttpMessageHandler http, CancellationToken interrupt, params IReadOnlyList<string> arguments) =>
        OfAsync(http, terminal: false, new Dictionary<string, string?>(), input: null, arguments, interrupt);

    public static Task<CommandRun> OfAsync(HttpMessageHandler http, params IReadOnlyList<string> arguments) =>
        OfAsync(http, terminal: false, new Dictionary<string, string?>(), arguments);

    // Waits of the command are over at once: its clock moves to its next timer until it is done.
    private static async Task<CommandRun> OfAsync(
        HttpMessageHandler http, bool terminal, IReadOnlyDictionary<string, string?> settings, TextReader? input, IReadOnlyList<string> arguments, CancellationToken interrupt)
    {
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        await using StringWriter errors = new(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new Screen(output, terminal),
        });
        console.Profile.Width = 240;
        ManualTimeProvider clock = new(Now);
        CliContext context = new(console, output, errors, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), http, clock) { Root = null, Input = input };
        Task<int> run = CliApp.RunAsync(arguments, context, interrupt);
        await clock.AdvanceUntilAsync(run, TestContext.Current.CancellationToken);
        return new CommandRun(await run, output.ToString(), errors.ToString());
    }

    private sealed class Screen(TextWriter writer, bool terminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => terminal;

        public int Width => 240;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
            // Text is text here.
        }
    }
}
