using System.Diagnostics;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

public sealed class StepTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Step_SameKeyAgain_IsSkipped()
    {
        ShellResult result = await BashAsync("work() { echo x >>made; }; cd $root; step one label key repair work; step one label key repair work; wc -l <made");

        Assert.Equal("1", result.Output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public async Task Step_OtherKey_RunsAgain()
    {
        ShellResult result = await BashAsync("work() { echo x >>made; }; cd $root; step one label a repair work; step one label b repair work; wc -l <made");

        Assert.Equal("2", result.Output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public async Task Step_CommandInTheMiddleFails_SaysStepLogAndRepairAndIsNotRecorded()
    {
        ShellResult result = await BashAsync("work() { echo before; ls /no/such/folder; echo after; }; step one label key 'do this' work; echo unreachable");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The step 'one' failed", result.Output, StringComparison.Ordinal);
        Assert.Contains(".setup/logs/one.log", result.Output, StringComparison.Ordinal);
        Assert.Contains("/no/such/folder", result.Output, StringComparison.Ordinal);
        Assert.Contains("Repair: do this", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("after\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unreachable", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_scratch.Path, ".setup", "one.key")));
    }

    [Fact]
    public async Task Machine_ToolsLack_NamesAllAndOneLineThatInstallsThem()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Path, "bin"));
        ShellResult result = await BashAsync(". eng/lib/machine.sh; cache=$root/cache; root=$scratch; PATH=$scratch/bin; check_machine");

        Assert.Equal(1, result.ExitCode);
        foreach (string tool in (string[])["dotnet", "node", "npm", "cmake", "make", "g++"])
        {
            Assert.Contains($"  - {tool} (", result.Output, StringComparison.Ordinal);
        }

        Assert.Contains("Install: apt-get install dotnet-sdk-10.0 nodejs npm tar cmake make g++", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machine_LibraryGiven_NeedsNoCompiler()
    {
        ShellResult result = await BashAsync(". eng/lib/machine.sh; cache=$root/cache; export ST_LIGHTGBM=/lib/x.so; needs_compiler && echo needed || echo free");

        Assert.Equal("free", result.Output.Trim());
    }

    [Fact]
    public async Task Lock_HeldByAnother_WaitsAndSaysForWhom()
    {
        const string Take = "set -euo pipefail; root=$scratch; . eng/lib/steps.sh; . eng/lib/lock.sh; lock_clone; echo held; read -r _ || true";
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["scratch"] = _scratch.Path };
        using Process first = Shell.Start("/bin/bash", ["-c", Take], environment);
        Assert.Equal("held", await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using Process second = Shell.Start("/bin/bash", ["-c", Take], environment);
        string? waiting = await second.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        first.Kill();
        string? held = await second.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        second.StandardInput.Close();
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"Another set-up works in this clone (process {first.Id}); waiting for it...", waiting);
        Assert.Equal("held", held);
    }

    private Task<ShellResult> BashAsync(string script) => Shell.BashAsync(
        "set -euo pipefail; root=$scratch; . eng/lib/steps.sh; " + script, TestContext.Current.CancellationToken,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["scratch"] = _scratch.Path, ["ST_LIGHTGBM"] = null });
}
