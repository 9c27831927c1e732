using System.Diagnostics;
using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Models;

/// <summary>Runs a peer's program and reads what it measured; a machine that cannot have the peers says so once and goes on without.</summary>
internal static class PeerPrograms
{
    private const int CannotBeSetUp = 3;

    /// <returns>The value of each name; empty where there are no peers here.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> RunPythonAsync(string program, string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Repository.PathOf("bench", "peers"), ["python", Repository.PathOf("bench", "Models", "peers", program), folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == CannotBeSetUp)
        {
            Console.Error.WriteLine("The peer rows are left out.");
            return new Dictionary<string, double>();
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("value").GetDouble());
    }
}
