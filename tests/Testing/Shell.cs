using System.Diagnostics;

namespace ServerlessTraining.Testing;

/// <summary>Runs a command as a user would, from the root of the checkout unless told otherwise.</summary>
public static class Shell
{
    public static async Task<ShellResult> RunAsync(string program, string[] arguments, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        using Process process = Start(program, arguments, environment, folder);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ShellResult(process.ExitCode, await output, await error);
    }

    public static Task<ShellResult> BashAsync(string script, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? environment = null) =>
        RunAsync("/bin/bash", ["-c", script], cancellation, environment);

    public static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
