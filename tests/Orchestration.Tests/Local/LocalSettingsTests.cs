using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Local;

public sealed class LocalSettingsTests
{
    private static readonly RepositoryRoot Root = new("/clone");

    [Fact]
    public void From_Nothing_HasDefaults()
    {
        LocalSettings settings = From([]);

        Assert.Equal(7071, settings.Port);
        Assert.Equal("10000,10001,10002", settings.Azurite.ToString());
        Assert.Equal("/clone/azurite/data", settings.DataFolder);
    }

    [Fact]
    public void From_BadPorts_ReportsAll()
    {
        string message = Assert.Throws<LocalSettingsException>(() => From(new() { ["ST_PORT"] = "0", ["ST_AZURITE_PORTS"] = "1,1,2" })).Message;

        Assert.Contains("ST_PORT is '0'", message, StringComparison.Ordinal);
        Assert.Contains("ST_AZURITE_PORTS is '1,1,2'; three different ports", message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_SamePortTwice_IsRefused() =>
        Assert.Contains("10001 is one of", Assert.Throws<LocalSettingsException>(() => From(new() { ["ST_PORT"] = "10001" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_FolderInside_GivesTheClone() =>
        Assert.Equal(Repository.Root, RepositoryRoot.Find(chosen: null, AppContext.BaseDirectory)?.Path);

    [Fact]
    public void TryTake_Taken_IsNullUntilFreed()
    {
        using ScratchFolder folder = new();
        using (InstanceLock? first = InstanceLock.TryTake(folder.Path))
        {
            Assert.NotNull(first);
            Assert.Null(InstanceLock.TryTake(folder.Path));
        }

        using InstanceLock? second = InstanceLock.TryTake(folder.Path);
        Assert.NotNull(second);
    }

    [Fact]
    public void Read_NoteOfAnotherProgram_IsNull()
    {
        using ScratchFolder folder = new();
        new RunningInstance(Environment.ProcessId, "http://127.0.0.1:1").Write(folder.Path);

        Assert.Null(RunningInstance.Read(folder.Path));
    }

    private static LocalSettings From(Dictionary<string, string?> values) =>
        LocalSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Root);
}
