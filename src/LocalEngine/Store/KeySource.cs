namespace ServerlessTraining.LocalEngine.Store;

/// <summary>Keys that no owner of this hub gives twice, in ascending ordinal order over all owners: the epoch, then a count.</summary>
internal sealed class KeySource(long epoch)
{
    private long count;

    public string Next() => $"{epoch:x8}{Interlocked.Increment(ref count):x10}";
}
