using Azure;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// When to ask storage again although its clients have given up. They try every call several times themselves; only who writes under the epoch, or renews the
/// lease, must go on for as long as it owns the hub.
/// </summary>
internal static class StorageRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>0.1 s, doubling to 5 s.</summary>
    public static TimeSpan Delay(int attempt) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(attempt - 1, 10)));

    /// <summary>No answer, too busy, or the service's own fault. The SDK wraps several failed tries in an <see cref="AggregateException"/>.</summary>
    public static bool IsPassing(Exception error, CancellationToken cancellation) => error switch
    {
        RequestFailedException answer => answer.Status is 0 or 408 or 429 or >= 500,
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(e => IsPassing(e, cancellation)),
        OperationCanceledException => !cancellation.IsCancellationRequested,
        IOException or HttpRequestException => true,
        _ => false,
    };
}
