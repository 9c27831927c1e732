using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class JobSettingsFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    private string Clone => Path.Combine(folder.Path, "clone");

    private string App => Path.Combine(folder.Path, "app");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_NothingNamed_TakesTheClonesBeforeTheApps()
    {
        folder.Write("app/configs/gates.yaml", "of the app");
        Assert.Equal("of the app", Load(null));

        folder.Write("clone/configs/gates.yaml", "of the clone");
        Assert.Equal("of the clone", Load(" "));
    }

    [Fact]
    public void Load_FileNamed_IsReadRelativeToTheClone()
    {
        folder.Write("clone/configs/gates.yaml", "of the clone");
        folder.Write("clone/mine.yaml", "mine");

        Assert.Equal("mine", Load("mine.yaml"));
    }

    [Fact]
    public void Load_NothingThere_IsAnEmptyDocument() => Assert.Equal("{}", Load(null));

    [Fact]
    public void Load_NamedFileMissing_NamesItAndTheSetting()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Load("nowhere.yaml"));

        Assert.StartsWith($"The gates cannot be read from '{Path.Combine(Clone, "nowhere.yaml")}': ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Set GatesFile to a file that can be read, or to nothing for the default.", error.Message, StringComparison.Ordinal);
    }

    private string Load(string? chosen) => JobSettingsFile.Gates.Load(chosen, Clone, App, (text, _) => text);
}
