using System.Diagnostics;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>A ChaosHost program: the host, or with <c>trainer</c> as its first word a trainer.</summary>
internal sealed class ChaosProcess : IAsyncDisposable
{
    private static readonly string Program = Repository.PathOf("tests", "ChaosHost", "bin", "Release", "net10.0", "ServerlessTraining.ChaosHost.dll");

    private readonly Process process;
    private readonly Task reading;

    private ChaosProcess(Process process, ProcessOutput output)
    {
        this.process = process;
        Output = output;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public ProcessOutput Output { get; }

    /// <summary>Completes when it has ended and all it said is read.</summary>
    public Task Ended => Task.WhenAll(process.WaitForExitAsync(), reading);

    public static ChaosProcess Start(ProcessOutput output, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new(Shell.Start("dotnet", [Program, .. arguments], environment), output);

    /// <summary>Waits for a line of it.</summary>
    public Task WaitForLineAsync(string part, CancellationToken cancellationToken) =>
        UnlessEndedAsync(Output.WaitAsync(lines => lines.Any(line => line.Contains(part, StringComparison.Ordinal)), cancellationToken), [this]);

    /// <summary>Waits for what the programs are to bring about. One that ends by itself fails the test at once.</summary>
    public static async Task UnlessEndedAsync(Task wait, IReadOnlyList<ChaosProcess> programs)
    {
        Task first = await Task.WhenAny([wait, .. programs.Select(program => program.Ended)]);
        if (first != wait && !wait.IsCompleted)
        {
            ChaosProcess ended = programs.First(program => program.process.HasExited);
            Assert.Fail($"A program ended by itself, with {ended.process.ExitCode}. The last that was said:\n{ended.Output.Tail}");
        }

        await wait;
    }

    /// <returns>Its exit code, when all it said is read.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await Ended.WaitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await Ended;
    }

    /// <summary>SIGTERM.</summary>
    public void AskToStop() => Assert.True(ProcessTable.AskToStop(process.Id));

    /// <summary>SIGSTOP: it stands still and does not know it.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Signals.SendAsync("STOP", process.Id, cancellationToken);

    /// <summary>SIGCONT.</summary>
    public Task GoOnAsync(CancellationToken cancellationToken) => Signals.SendAsync("CONT", process.Id, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line) Output.Add(line);
    }
}
