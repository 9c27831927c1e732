using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Files;

public sealed class ModelFolderTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    private string Folder => Path.Combine(scratch.Path, "models", "one");

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Read_WrittenFolder_GivesTheSameFiles()
    {
        Dictionary<string, byte[]> files = PackedStump.Pack();
        ModelFolder.Write(Folder, files);

        Assert.Equal(files.OrderBy(file => file.Key, StringComparer.Ordinal), ModelFolder.Read(Folder).OrderBy(file => file.Key, StringComparer.Ordinal));
        Assert.Equal([Folder], Directory.GetFileSystemEntries(Path.Combine(scratch.Path, "models")));
    }

    [Fact]
    public void Write_FolderThatIsThere_IsRefusedAndLeavesItAsItIs()
    {
        string kept = scratch.Write("models/one/kept.txt", "kept");

        string message = Assert.Throws<ServerlessTrainingException>(() => ModelFolder.Write(Folder, PackedStump.Pack())).Message;

        Assert.Equal($"There is something at '{Folder}' already. Delete it, or write the model to another folder.", message);
        Assert.Equal([kept], Directory.GetFiles(scratch.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Write_UnsafeName_WritesNothing()
    {
        Dictionary<string, byte[]> files = PackedStump.Pack();
        files["../escaped"] = [1];

        string message = Assert.Throws<ServerlessTrainingException>(() => ModelFolder.Write(Folder, files)).Message;

        Assert.Contains("'../escaped' is not a safe file name", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Path));
    }

    [Fact]
    public void Read_LinksAndFolders_AreRefusedByName()
    {
        ModelFolder.Write(Folder, PackedStump.Pack());
        File.CreateSymbolicLink(Path.Combine(Folder, "link"), "/etc/hostname");
        Directory.CreateDirectory(Path.Combine(Folder, "inner"));

        string message = Assert.Throws<ServerlessTrainingException>(() => ModelFolder.Read(Folder)).Message;

        Assert.Contains("'inner' is not a plain file; 'link' is not a plain file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFolder_SaysSo() =>
        Assert.Equal($"There is no model at '{Folder}': the folder is missing.", Assert.Throws<ServerlessTrainingException>(() => ModelFolder.Read(Folder)).Message);
}
