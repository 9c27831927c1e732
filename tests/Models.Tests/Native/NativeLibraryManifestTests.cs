using ServerlessTraining.Models.Native;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Native;

public sealed class NativeLibraryManifestTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_RelativeFiles_AreTakenFromItsFolder()
    {
        string path = folder.Write("manifest.json", """[{"name":"xgboost","file":"a.so","version":"1.7.4","source":"debian","preload":["b.so"]}]""");

        NativeLibraryEntry entry = Assert.Single(NativeLibraryManifest.Read(path).Entries);

        Assert.Equal(Path.Combine(folder.Path, "a.so"), entry.File);
        Assert.Equal([Path.Combine(folder.Path, "b.so")], entry.Preload);
    }

    [Fact]
    public void Read_Missing_SaysWhichAndWhatToDo()
    {
        string path = Path.Combine(folder.Path, "manifest.json");

        string message = Assert.Throws<NativeLibraryManifestException>(() => NativeLibraryManifest.Read(path)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains("./run", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralErrors_ReportsAll()
    {
        string path = folder.Write("manifest.json", """[{"name":"other","file":"","source":"built"},{"name":"blas","file":"x"}]""");

        string message = Assert.Throws<NativeLibraryManifestException>(() => NativeLibraryManifest.Read(path)).Message;

        Assert.Contains("entry 0: name is 'other', allowed: lightgbm, xgboost, blas", message, StringComparison.Ordinal);
        Assert.Contains("entry 0: file is empty", message, StringComparison.Ordinal);
        Assert.Contains("entry 1: source is empty", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotJson_SaysSo() =>
        Assert.Contains("not valid JSON", Assert.Throws<NativeLibraryManifestException>(
            () => NativeLibraryManifest.Read(folder.Write("manifest.json", "[{"))).Message, StringComparison.Ordinal);
}
