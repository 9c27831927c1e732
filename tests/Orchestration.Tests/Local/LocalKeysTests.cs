using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Local;

public sealed class LocalKeysTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    private string File => Path.Combine(folder.Path, "keys.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_NoneYet_IsNull() => Assert.Null(LocalKeys.Read(folder.Path));

    [Fact]
    public void ReadOrCreate_FirstAndLater_GivesOneKeyOf32Bytes()
    {
        string key = LocalKeys.ReadOrCreate(folder.Path);

        Assert.Matches("^[A-Za-z0-9_-]{43}$", key);
        Assert.Equal((key, key), (LocalKeys.ReadOrCreate(folder.Path), LocalKeys.Read(folder.Path)));
    }

    [Fact]
    public void ReadOrCreate_TwoFolders_HaveTwoKeys()
    {
        using ScratchFolder other = new();

        Assert.NotEqual(LocalKeys.ReadOrCreate(folder.Path), LocalKeys.ReadOrCreate(other.Path));
    }

    [Fact]
    public void ReadOrCreate_File_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return; // No such modes there.
        LocalKeys.ReadOrCreate(folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Read_FileThatOthersCanRead_IsRefusedWithTheRepair()
    {
        if (OperatingSystem.IsWindows()) return; // No such modes there.
        LocalKeys.ReadOrCreate(folder.Path);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Equal(
            $"'{File}' holds a key and others on this machine may read it. Delete it, and the next start makes a new key.",
            Assert.Throws<LocalSettingsException>(() => LocalKeys.Read(folder.Path)).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"host_key\":\"\"}")]
    [InlineData("{\"host_k")]
    public void Read_DamagedFile_IsRefusedWithTheRepair(string text)
    {
        LocalKeys.ReadOrCreate(folder.Path);
        System.IO.File.WriteAllText(File, text);

        Assert.Equal($"'{File}' is damaged. Delete it, and the next start makes a new key.", Assert.Throws<LocalSettingsException>(() => LocalKeys.Read(folder.Path)).Message);
    }
}
