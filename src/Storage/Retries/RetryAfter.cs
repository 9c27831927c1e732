using System.Globalization;
using Azure;

namespace ServerlessTraining.Storage.Retries;

/// <summary>How long the service asks us to wait.</summary>
internal static class RetryAfter
{
    private static readonly string[] Milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"];

    public static TimeSpan? Of(Response? response, TimeProvider clock)
    {
        if (response is null) return null;
        foreach (string name in Milliseconds)
        {
            if (response.Headers.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int ms))
            {
                return TimeSpan.FromMilliseconds(ms);
            }
        }

        if (!response.Headers.TryGetValue("Retry-After", out string? value)) return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)) return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)) return null;
        TimeSpan wait = instant - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
