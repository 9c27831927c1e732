using System.Diagnostics;
using ServerlessTraining.Testing;

namespace ServerlessTraining.EndToEnd;

/// <summary>This checkout with data and ports of its own, started by its own ./run; its processes are known by their environment.</summary>
internal sealed class Clone : IDisposable
{
    private readonly ScratchFolder _data = new();

    public Clone()
    {
        int[] ports = AzuriteServer.FreePorts(4);
        Port = ports[0];
        AzuritePorts = ports[1..];
    }

    public int Port { get; set; }

    public int[] AzuritePorts { get; set; }

    public string Data => _data.Path;

    private Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["ST_DATA"] = _data.Path,
        ["ST_PORT"] = $"{Port}",
        ["ST_AZURITE_PORTS"] = string.Join(',', AzuritePorts),
    };

    public Process StartRun(params string[] arguments) => Shell.Start(Repository.PathOf("run"), arguments, Environment);

    public Task<ShellResult> RunAsync(params string[] arguments) =>
        Shell.RunAsync(Repository.PathOf("run"), arguments, TestContext.Current.CancellationToken, Environment);

    public Task<ShellResult> StAsync(params string[] arguments) =>
        Shell.RunAsync(Repository.PathOf("st"), arguments, TestContext.Current.CancellationToken, Environment);

    /// <summary>Another data folder that this one is backed up to while the product runs on it, and other ports; nothing runs then.</summary>
    public async Task<Clone> BackUpAsync()
    {
        Clone copy = new();
        ShellResult made = await StAsync("data", "backup", copy.Data, "--stop");
        Assert.True(made.ExitCode == 0, made.Text);
        return copy;
    }

    /// <summary>Ids and command lines of the processes that run with this data folder, whoever their parent is by now.</summary>
    public IReadOnlyList<string> Processes()
    {
        List<string> found = [];
        foreach (string folder in Directory.GetDirectories("/proc").Where(f => Path.GetFileName(f).All(char.IsAsciiDigit)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "environ")).Contains($"ST_DATA={_data.Path}\0", StringComparison.Ordinal))
                {
                    found.Add($"{Path.GetFileName(folder)} {File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ')}");
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended between the listing and the reading, or belongs to somebody else.
            }
        }

        return found;
    }

    public void Dispose() => _data.Dispose();
}
