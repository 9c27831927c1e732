using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>eng/image/natives.mjs: the folder of native libraries that is published with the trainer.</summary>
public sealed class NativesTests
{
    [Fact]
    public async Task Natives_OfThisMachine_AreAllThatTheyNeedBeyondTheBase()
    {
        string list = Repository.PathOf(".native", "manifest.json");
        Assert.SkipUnless(File.Exists(list), "Set-up brought no native libraries to this clone.");
        using ScratchFolder scratch = new();
        string folder = Path.Combine(scratch.Path, "native");

        ShellResult result = await RunAsync(folder);

        Assert.True(result.ExitCode == 0, result.Text);
        NativeLibraryInventory inventory = new(new NativeLibraryOptions { ManifestPath = Path.Combine(folder, "manifest.json") });
        IReadOnlyList<NativeLibraryStatus> found = inventory.Check();
        Assert.Equal(NativeLibraryNames.All, found.Select(library => library.Name));
        Assert.All(found, library => Assert.True(library.Loads && library.Path!.StartsWith(folder, StringComparison.Ordinal), library.Error));

        // OpenMP is no part of Microsoft's images, and LightGBM does not load without it.
        NativeLibraryEntry lightgbm = NativeLibraryManifest.Read(Path.Combine(folder, "manifest.json")).Entries.Single(entry => entry.Name == NativeLibraryNames.LightGbm);
        Assert.Contains(Path.Combine(folder, "libgomp.so.1"), lightgbm.Preload);
        Assert.All(lightgbm.Preload, file => Assert.True(File.Exists(file), file));
        Assert.All(Directory.GetFiles(folder), file => Assert.Null(new FileInfo(file).LinkTarget));
    }

    [Fact]
    public async Task Natives_ListOfAFileThatIsGone_SaysWhatToRunAndLeavesNothing()
    {
        using ScratchFolder scratch = new();
        string list = scratch.Write("manifest.json", """[{"name":"blas","file":"gone.so","version":"1","source":"built","origin":"x","preload":[]}]""");
        string folder = Path.Combine(scratch.Path, "native");

        ShellResult result = await RunAsync(folder, list);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"'{Path.Combine(scratch.Path, "gone.so")}' of '{list}' is missing. Run eng/setup once more: it brings the native libraries.", result.Error.Trim());
        Assert.Equal([list], Directory.GetFileSystemEntries(scratch.Path));
    }

    private static Task<ShellResult> RunAsync(params string[] arguments) =>
        Shell.RunAsync("node", [Repository.PathOf("eng", "image", "natives.mjs"), .. arguments], TestContext.Current.CancellationToken);
}
