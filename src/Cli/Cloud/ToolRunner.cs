using System.Diagnostics;
using System.Text;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>Runs programs of this machine in the clone: arguments as a list, no shell between, nothing to type into, the environment of st.</summary>
internal sealed class ToolRunner(CliContext context)
{
    // az starts an interpreter and asks over the network: a second is usual.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);

    /// <summary>Where a program is; null where there is none.</summary>
    public string? Find(string name) =>
        ProgramFinder.Find(name, context.Configuration["PATH"], context.Configuration["PATHEXT"], OperatingSystem.IsWindows());

    /// <summary>Asks a program. One that is not there, or does not answer in time, has an answer that says so.</summary>
    public async Task<ToolAnswer> AskAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        StringBuilder output = new();
        StringBuilder errors = new();
        using CancellationTokenSource limit = new(AnswerLimit, context.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            int code = await RunAsync(name, arguments, line => output.Append(line).Append('\n'), line => errors.Append(line).Append('\n'), either.Token);
            return new ToolAnswer(code, output.ToString(), errors.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ToolAnswer(ExitCodes.Failed, "", $"{name} did not answer within {AnswerLimit.TotalMinutes} minutes");
        }
        catch (CliException missing)
        {
            return new ToolAnswer(ExitCodes.Failed, "", missing.Message);
        }
    }

    /// <summary>Runs a program and hands on each line when it comes, one at a time. Ctrl-C ends the program before this returns.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CliException">It is not there or cannot be started.</exception>
    public async Task<int> RunAsync(string name, IReadOnlyList<string> arguments, Action<string> output, Action<string> errors, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = Start(name, arguments);
        Lock gate = new();
        Task done = Task.WhenAll(
            ReadAsync(process.StandardOutput, output, gate), ReadAsync(process.StandardError, errors, gate), process.WaitForExitAsync(CancellationToken.None));
        try
        {
            await done.WaitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await ChildEnd.WaitAsync(process, done, context.Clock);
            throw;
        }
    }

    private Process Start(string name, IReadOnlyList<string> arguments)
    {
        string file = Find(name) ?? throw new CliException($"{name} is not on PATH.");
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = context.Root?.Path ?? Environment.CurrentDirectory,
        };
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new CliException($"{file} cannot be started: {error.Message}", error);
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> take, Lock gate)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (gate) take(line);
        }
    }
}
