using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Local;

public sealed class NativeFilesTests
{
    [Fact]
    public void FindManifest_BesideTheProgram_IsTakenBeforeThatOfTheClone()
    {
        using ScratchFolder app = new();
        string beside = app.Write("native/manifest.json", "[]");

        Assert.Equal(beside, NativeFiles.FindManifest(app.Path, new RepositoryRoot("/clone")));
        Assert.Equal(beside, NativeFiles.FindManifest(app.Path, clone: null));
    }

    [Fact]
    public void FindManifest_ProgramOfAClone_IsThatOfSetUp()
    {
        using ScratchFolder app = new();

        Assert.Equal("/clone/.native/manifest.json", NativeFiles.FindManifest(app.Path, new RepositoryRoot("/clone")));
    }

    [Fact]
    public void FindManifest_Neither_IsNone()
    {
        using ScratchFolder app = new();

        Assert.Null(NativeFiles.FindManifest(app.Path, clone: null));
    }
}
