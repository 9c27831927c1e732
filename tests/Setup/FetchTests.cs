using System.Security.Cryptography;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

public sealed class FetchTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Fetch_RecordedTarball_IsTaken()
    {
        ShellResult result = await FetchAsync("the package", recorded: "the package");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal("the package", await File.ReadAllTextAsync(Output, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fetch_ChangedTarball_IsRefusedAndNothingIsLeft()
    {
        ShellResult result = await FetchAsync("the package, changed", recorded: "the package");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("thing@1.2.3: the tarball is not the recorded one", result.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was used", result.Error, StringComparison.Ordinal);
        Assert.Equal(["given.tgz", "lock.json"], Directory.GetFileSystemEntries(_scratch.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fetch_UnknownName_ListsTheKnownOnes()
    {
        ShellResult result = await Shell.RunAsync("node", [Script, "nonsense", Output], TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'nonsense' is not in", result.Error, StringComparison.Ordinal);
        Assert.Contains("lightgbm", result.Error, StringComparison.Ordinal);
    }

    private static string Script => Repository.PathOf("eng", "npm", "fetch.mjs");

    private string Output => Path.Combine(_scratch.Path, "out.tgz");

    private Task<ShellResult> FetchAsync(string content, string recorded)
    {
        string given = _scratch.Write("given.tgz", content);
        string hash = Convert.ToBase64String(SHA512.HashData(System.Text.Encoding.UTF8.GetBytes(recorded)));
        string locked = _scratch.Write("lock.json", $$"""{ "tarballs": { "thing": { "version": "1.2.3", "integrity": "sha512-{{hash}}" } } }""");
        return Shell.RunAsync("node", [Script, "thing", Output, "--from", given, "--lock", locked], TestContext.Current.CancellationToken);
    }
}
