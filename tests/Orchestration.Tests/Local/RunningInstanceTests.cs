using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Local;

public sealed class RunningInstanceTests : IDisposable
{
    private const string Url = "http://127.0.0.1:1";
    private readonly ScratchFolder folder = new();
    private readonly ScratchFolder copy = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Note => Path.Combine(folder.Path, RunningInstance.FileName);

    public void Dispose()
    {
        folder.Dispose();
        copy.Dispose();
    }

    [Fact]
    public async Task Read_OwnNote_IsTheInstance()
    {
        using InstanceStandIn process = await InstanceStandIn.StartAsync(Token);
        new RunningInstance(process.Id, Url).Write(folder.Path);

        Assert.Equal(process.Id, RunningInstance.Read(folder.Path)?.Pid);
        Assert.Null(RunningInstance.ReadCopied(folder.Path));
    }

    [Fact]
    public async Task Read_NoteThatWasCopied_IsNoneAndNamesTheOther()
    {
        using InstanceStandIn process = await InstanceStandIn.StartAsync(Token);
        new RunningInstance(process.Id, Url).Write(folder.Path);
        File.Copy(Note, Path.Combine(copy.Path, RunningInstance.FileName));

        Assert.Null(RunningInstance.Read(copy.Path));
        Assert.Equal(RealPath.Of(folder.Path), RunningInstance.ReadCopied(copy.Path)?.Data);
    }

    [Fact]
    public async Task Read_FolderNamedByALink_IsTheSame()
    {
        using InstanceStandIn process = await InstanceStandIn.StartAsync(Token);
        string link = Path.Combine(copy.Path, "link");
        Directory.CreateSymbolicLink(link, folder.Path);
        new RunningInstance(process.Id, Url).Write(link);

        Assert.Equal(process.Id, RunningInstance.Read(folder.Path)?.Pid);
        Assert.Equal(process.Id, RunningInstance.Read(link)?.Pid);
    }

    [Fact]
    public async Task Read_NoteOfAnOlderProgram_IsTheInstance()
    {
        using InstanceStandIn process = await InstanceStandIn.StartAsync(Token);
        folder.Write(RunningInstance.FileName, $$"""{"pid":{{process.Id}},"url":"{{Url}}"}""");

        Assert.Equal(process.Id, RunningInstance.Read(folder.Path)?.Pid);
    }

    [Fact]
    public void Of_EndThatIsNotThere_KeepsItAndResolvesTheRest()
    {
        string link = Path.Combine(copy.Path, "link");
        Directory.CreateSymbolicLink(link, folder.Path);

        Assert.Equal(Path.Combine(RealPath.Of(folder.Path), "new", "deep"), RealPath.Of(Path.Combine(link, "new", "deep")));
    }
}
