namespace ServerlessTraining.Orchestration.Local;

/// <summary>Makes one process the owner of a data folder. The system takes the lock back when the owner dies, however it dies.</summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    /// <summary>Null when another process has it.</summary>
    public static InstanceLock? TryTake(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        try
        {
            return new InstanceLock(new FileStream(Path.Combine(dataFolder, "instance.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The file stays: removing it would let two owners each lock a file of that name.
    public void Dispose() => file.Dispose();
}
