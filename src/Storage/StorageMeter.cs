namespace ServerlessTraining.Storage;

/// <summary>Counts the calls to storage that are made while it is open, by whoever opened it and by all that it calls and starts: each try of each call, as storage bills them.
/// Meters may lie within each other; a call counts in all of them.</summary>
public sealed class StorageMeter : IDisposable
{
    private static readonly AsyncLocal<StorageMeter?> Current = new();
    private readonly StorageMeter? outer;
    private long count;

    private StorageMeter(StorageMeter? outer) => this.outer = outer;

    /// <summary>Calls so far; those of other threads among them.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Opens a meter for the method that asks. What it awaits and starts from here on is counted; methods that run beside it are not.</summary>
    public static StorageMeter Start() => Current.Value = new StorageMeter(Current.Value);

    public void Dispose()
    {
        // What was started inside and still runs goes on counting, to no harm.
        if (Current.Value == this) Current.Value = outer;
    }

    internal static void CountCall()
    {
        for (StorageMeter? meter = Current.Value; meter is not null; meter = meter.outer) Interlocked.Increment(ref meter.count);
    }
}
