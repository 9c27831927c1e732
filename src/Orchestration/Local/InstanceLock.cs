namespace ServerlessTraining.Orchestration.Local;

/// <summary>Makes one process the owner of a data folder. The system takes the lock back when the owner dies, however it dies.</summary>
public sealed class InstanceLock : IDisposable
{
    /// <summary>The file's name in the data folder; there is nothing in it.</summary>
    public const string FileName = "instance.lock";

    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    /// <summary>Null when another process has it.</summary>
    public static InstanceLock? TryTake(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        try
        {
            return new InstanceLock(new FileStream(Path.Combine(dataFolder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The file stays: removing it would let two owners each lock a file of that name.
    public void Dispose() => file.Dispose();
}
