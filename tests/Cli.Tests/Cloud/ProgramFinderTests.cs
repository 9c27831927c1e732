using ServerlessTraining.Cli.Cloud;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Cloud;

public sealed class ProgramFinderTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_InTwoFolders_TakesTheFirst()
    {
        string first = Program("one/azd");
        Program("two/azd");

        Assert.Equal(first, ProgramFinder.Find("azd", $"{Folder("none")}:{Folder("one")}:{Folder("two")}", null, windows: false));
    }

    [Fact]
    public void Find_FileThatMayNotBeRun_IsNone()
    {
        folder.Write("one/azd", "");

        Assert.Null(ProgramFinder.Find("azd", Folder("one"), null, windows: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(null)]
    public void Find_NoFolder_IsNone(string? path) => Assert.Null(ProgramFinder.Find("ServerlessTraining.Cli.Tests.dll", path, null, windows: false));

    [Theory]
    [InlineData(".COM;.EXE;.BAT;.CMD", "az.exe")]
    [InlineData(".CMD;.EXE", "az.cmd")]
    [InlineData(null, "az.exe")]
    public void Find_OnWindows_TakesTheFirstEnding(string? endings, string found)
    {
        folder.Write("one/az", "");
        folder.Write("one/az.cmd", "");
        folder.Write("one/az.exe", "");

        Assert.Equal(Folder("one/" + found), ProgramFinder.Find("az", $"{Folder("none")};\"{Folder("one")}\"", endings, windows: true));
    }

    [Fact]
    public void Find_OnWindows_TakesTheFirstFolderBeforeTheFirstEnding()
    {
        folder.Write("one/az.cmd", "");
        folder.Write("two/az.exe", "");

        Assert.Equal(Folder("one/az.cmd"), ProgramFinder.Find("az", $"{Folder("one")};{Folder("two")}", null, windows: true));
    }

    private string Folder(string name) => Path.Combine(folder.Path, name);

    private string Program(string name)
    {
        string file = Folder(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.CreateSymbolicLink(file, Repository.PathOf("tests", "Cli.Tests", "Cloud", "fake-tool"));
        return file;
    }
}
