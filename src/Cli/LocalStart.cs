using System.Diagnostics;
using System.Globalization;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli;

/// <summary>Starts the product of this clone in the background for a command that needs it, and waits until it answers. It outlives the command and its terminal.</summary>
public sealed class LocalStart
{
    // Its log has sign-in links, so it is for its owner alone. A group of its own, so that Ctrl-C in the terminal of the command does not reach it; what it prints goes to its log alone.
    private const string Detached = """umask 077; set -m; nohup "$@" >"$ST_START_LOG" 2>&1 </dev/null & echo $!""";
    private const int LinesToShow = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private bool isUp;

    /// <summary>Once a process: what has been seen to run is not looked for again.</summary>
    /// <exception cref="CliException">It ended by itself, or does not answer.</exception>
    public async Task EnsureAsync(CliContext context, LocalSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        if (isUp) return;
        isUp = await AnswersAsync(context, settings, cancellationToken);
        if (isUp || !File.Exists(settings.Root.HostProgram)) return;
        string log = Path.Combine(settings.DataFolder, "logs", "host.log");
        int? started = null;
        if (await LocalInstance.FindAsync(context, settings.DataFolder) is null)
        {
            await context.Errors.WriteLineAsync($"Nothing ran here: started in the background at {settings.Url} (log: {log}; stop it with ./st down).");
            started = await StartAsync(settings, log, cancellationToken);
        }

        long since = context.Clock.GetTimestamp();
        while (!await AnswersAsync(context, settings, cancellationToken))
        {
            if (started is { } pid && ProcessTable.CommandLine(pid).Count == 0) throw new CliException($"It ended by itself. The end of {log}:\n{End(log)}");
            if (context.Clock.GetElapsedTime(since) > Limit) throw new CliException($"{settings.Url} does not answer {Limit.TotalMinutes} minutes after the start. Look into {log}.");
            await Task.Delay(Poll, context.Clock, cancellationToken);
        }

        isUp = true;
    }

    private static async Task<int> StartAsync(LocalSettings settings, string log, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        ProcessStartInfo start = new("bash", ["-c", Detached, "bash", "dotnet", settings.Root.HostProgram, "--no-demo"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ST_START_LOG"] = log;
        using Process shell = Process.Start(start)!;
        string pid = await shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return int.Parse(pid, CultureInfo.InvariantCulture);
    }

    private static async Task<bool> AnswersAsync(CliContext context, LocalSettings settings, CancellationToken cancellationToken)
    {
        using HttpClient http = new(context.Http, disposeHandler: false);
        try
        {
            using HttpResponseMessage health = await http.GetAsync(new Uri(settings.Url, "/api/health"), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string End(string log) => string.Join('\n', File.ReadLines(log).TakeLast(LinesToShow));
}
