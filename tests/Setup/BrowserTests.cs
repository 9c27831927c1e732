using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

/// <summary>How the browser of the tests comes to a machine.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Chromium_OneIsThere_InstallsNothing()
    {
        ShellResult result = await MakeAsync("chromium=/bin/true", user: 1000);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Chromium_NamedOneIsNone_SaysSo()
    {
        ShellResult result = await MakeAsync(":", user: 0, named: "/no/such/chrome");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("ST_CHROMIUM names '/no/such/chrome', which is not a program", result.Output.Trim());
    }

    [Fact]
    public async Task Chromium_NoneAndNoRights_SaysWhatIsNeeded()
    {
        ShellResult result = await MakeAsync("chromium=$scratch/none", user: 1000);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("this machine has none at", result.Output, StringComparison.Ordinal);
        Assert.Contains("installing it needs root or sudo without a password", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chromium_NoneAndRoot_InstallsItAndOnlyIt()
    {
        ShellResult result = await MakeAsync("chromium=$scratch/none", user: 0);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("apt-get -o DPkg::Lock::Timeout=300 -y install --no-install-recommends chromium", result.Output.Trim());
    }

    /// <summary>With nothing on the path but a made-up user and a made-up apt-get that tells what it was asked for.</summary>
    private async Task<ShellResult> MakeAsync(string before, int user, string? named = null)
    {
        _scratch.Write("bin/id", $"#!/bin/bash\necho {user}\n");
        _scratch.Write("bin/apt-get", "#!/bin/bash\necho apt-get $*\n");
        File.CreateSymbolicLink(Path.Combine(_scratch.Path, "bin", "env"), "/usr/bin/env");
        return await Shell.BashAsync($"chmod +x $scratch/bin/id $scratch/bin/apt-get; . eng/browser/browser.sh; {before}; PATH=$scratch/bin; make_chromium", TestContext.Current.CancellationToken,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["scratch"] = _scratch.Path, ["ST_CHROMIUM"] = named });
    }
}
