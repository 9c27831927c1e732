using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>The file system of the image, assembled once for all tests of it, and an emulator.</summary>
public sealed class ImageFixture : IAsyncLifetime
{
    private const int NoArchive = 75;
    private readonly ScratchFolder scratch = new();
    private AzuriteServer? azurite;
    private string? skip;

    public string Root => Path.Combine(scratch.Path, "root");

    public string File => Path.Combine(scratch.Path, "image.tar");

    public string ConnectionString => azurite!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        skip = await MissingAsync();
        if (skip is not null) return;
        ShellResult result = await AssembleAsync(Root, File);
        if (result.ExitCode == NoArchive) skip = $"The machine's package archive does not answer: {result.Text}";
        else Assert.True(result.ExitCode == 0, result.Text);
        azurite = await AzuriteServer.StartAsync(CancellationToken.None);
    }

    /// <summary>Skips the test that asks, with the reason, where the image cannot be made or run.</summary>
    public void Need() => Assert.SkipWhen(skip is not null, skip ?? "");

    public static Task<ShellResult> AssembleAsync(string folder, string file) => Shell.RunAsync(
        Repository.PathOf("eng", "image", "assemble"), ["--local", "--oci", file, folder], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null) await azurite.DisposeAsync();
        scratch.Dispose();
    }

    private static async Task<string?> MissingAsync()
    {
        if (!OperatingSystem.IsLinux()) return "The image is assembled and run on Linux.";
        foreach (string tool in (string[])["apt-get", "dpkg", "node", "unshare", "tar"])
        {
            ShellResult found = await Shell.BashAsync($"command -v {tool}", CancellationToken.None);
            if (found.ExitCode != 0) return $"This machine has no {tool}, with which the image is assembled and run.";
        }

        ShellResult spaces = await Shell.BashAsync("unshare --user --map-root-user --mount true", CancellationToken.None);
        if (spaces.ExitCode != 0) return $"This machine gives no user namespaces, in which the image is run without root: {spaces.Text.Trim()}";
        return System.IO.File.Exists(Repository.PathOf(".native", "manifest.json")) ? null : "Set-up brought no native libraries to this clone.";
    }
}
