using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        TimeSpan least = Parse(minimumInterval, nameof(minimumInterval));
        TimeSpan most = Parse(maximumInterval, nameof(maximumInterval));
        RequireNotNegative(least, nameof(minimumInterval));
        RequireNotNegative(most, nameof(maximumInterval));
        if (least > most)
        {
            throw new ArgumentException("The minimumInterval must not be greater than the maximumInterval.", nameof(minimumInterval));
        }

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }

    private static TimeSpan Parse(string text, string name) =>
        TimeSpan.TryParse(text, CultureInfo.CurrentCulture, out TimeSpan interval)
            ? interval
            : throw new ArgumentOutOfRangeException(name);

    private static void RequireNotNegative(TimeSpan interval, string name)
    {
        if (interval < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, "The TimeSpan must not be negative.");
        }
    }
}
