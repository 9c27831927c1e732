using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>How long to wait before a failed function is called again.</summary>
internal static class RetryDelay
{
    // 2^30 times the shortest interval is beyond every longest one.
    private const int MostDoublings = 30;

    /// <param name="retry">The function's policy.</param>
    /// <param name="count">Retries made so far, from 0.</param>
    public static TimeSpan After(RetryAttribute retry, int count) => retry switch
    {
        FixedDelayRetryAttribute @fixed => Parse(@fixed.DelayInterval),
        ExponentialBackoffRetryAttribute growing => Grow(Parse(growing.MinimumInterval), Parse(growing.MaximumInterval), count),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Grow(TimeSpan least, TimeSpan most, int count)
    {
        double grown = least.TotalMilliseconds * Math.Pow(2, Math.Min(count, MostDoublings));
        return grown >= most.TotalMilliseconds ? most : TimeSpan.FromMilliseconds(grown);
    }

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
