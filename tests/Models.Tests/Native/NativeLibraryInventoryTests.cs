using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Native;

public sealed class NativeLibraryInventoryTests
{
    [Fact]
    public void Check_ThisClone_LoadsEveryLibraryWithItsVersion()
    {
        NativeLibraryInventory inventory = new(new NativeLibraryOptions { ManifestPath = Repository.PathOf(".native", "manifest.json") });

        IReadOnlyList<NativeLibraryStatus> found = inventory.Check();

        Assert.Equal(NativeLibraryNames.All, found.Select(f => f.Name));
        Assert.All(found, f => Assert.Null(f.Error));
        Assert.All(found, f => Assert.NotNull(f.Version));
    }

    [Fact]
    public void Check_NoManifest_IsNotRequiredAndListsAll()
    {
        NativeLibraryInventory inventory = new(new NativeLibraryOptions());

        Assert.False(inventory.Required);
        Assert.All(inventory.Check(), f => Assert.False(f.Loads));
    }

    [Fact]
    public void Check_FileThatIsNoLibrary_SaysWhatAndKeepsOthers()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("bad.so", "not a library");
        string manifest = folder.Write("manifest.json", """[{"name":"xgboost","file":"bad.so","source":"built"},{"name":"blas","file":"gone.so","source":"built"}]""");

        IReadOnlyList<NativeLibraryStatus> found = new NativeLibraryInventory(new NativeLibraryOptions { ManifestPath = manifest }).Check();

        Assert.Contains(file, found.Single(f => f.Name == "xgboost").Error, StringComparison.Ordinal);
        Assert.Contains("gone.so' is missing", found.Single(f => f.Name == "blas").Error, StringComparison.Ordinal);
        Assert.Contains("not listed", found.Single(f => f.Name == "lightgbm").Error, StringComparison.Ordinal);
    }
}
