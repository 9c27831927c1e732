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
    public static async Task<CommandRun> OfAsync(
        HttpMessageHandler http, bool terminal, IReadOnlyDictionary<string, string?> settings, params IReadOnlyList<string> arguments)
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
        CliContext context = new(console, output, errors, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), http, new ManualTimeProvider(Now)) { Root = null };
        int code = await CliApp.RunAsync(arguments, context, TestContext.Current.CancellationToken);
        return new CommandRun(code, output.ToString(), errors.ToString());
    }

    public static Task<CommandRun> OfAsync(HttpMessageHandler http, params IReadOnlyList<string> arguments) =>
        OfAsync(http, terminal: false, new Dictionary<string, string?>(), arguments);

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
