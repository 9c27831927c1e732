namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// When to ask storage again although its clients have given up. They try every call several times themselves; only who writes under the epoch, or renews the
/// lease, must go on for as long as it owns the hub. What may pass by itself is Storage's to say: <see cref="Storage.Retries.Transient"/>.
/// </summary>
internal static class StorageRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>0.1 s, doubling to 5 s.</summary>
    public static TimeSpan Delay(int attempt) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(attempt - 1, 10)));
}
