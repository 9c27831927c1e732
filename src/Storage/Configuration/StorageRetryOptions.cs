using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>How calls to storage are tried again: 408, 429 and 5xx, time-outs and connections that fail. Setting <c>StorageRetry</c>.</summary>
public sealed record StorageRetryOptions
{
    public const string SettingName = "StorageRetry";
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The first try included. Default 8, from 1 to 20. Setting <c>StorageRetry__tries</c>.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>Before the second try; doubles with each further one, with jitter. Default 0.2 s, from 1 ms to 1 min. Setting <c>StorageRetry__delay</c>.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait that is not asked for by the service. Default 10 s, from 1 ms to 10 min. Setting <c>StorageRetry__maxDelay</c>.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one try may take without a byte. Default 60 s, from 0.1 s to 10 min. Setting <c>StorageRetry__tryTimeout</c>.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No further try begins when it could not begin before this. Default 3 min, from 0.1 s to 1 h. Setting <c>StorageRetry__totalTime</c>.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(3);

    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (Tries is < 1 or > 20) errors.Add($"{SettingName}__tries is {Tries}; from 1 to 20 is allowed");
        Check("delay", Delay, Instant, TimeSpan.FromMinutes(1));
        Check("maxDelay", MaxDelay, Instant, TimeSpan.FromMinutes(10));
        Check("tryTimeout", TryTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check("totalTime", TotalTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        if (MaxDelay < Delay) errors.Add($"{SettingName}__maxDelay is {MaxDelay:c}; at least {SettingName}__delay, {Delay:c}, is needed");
        return errors;

        void Check(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) errors.Add($"{SettingName}__{name} is {value:c}; from {least:c} to {most:c} is allowed");
        }
    }

    internal static StorageRetryOptions Read(IConfigurationSection section, List<string> errors)
    {
        StorageRetryOptions defaults = new();
        int unreadable = errors.Count;
        StorageRetryOptions options = new()
        {
            Tries = section["tries"] is not { } tries ? defaults.Tries
                : int.TryParse(tries, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count
                : Unreadable("tries", tries, "a whole number", defaults.Tries),
            Delay = Time("delay", defaults.Delay),
            MaxDelay = Time("maxDelay", defaults.MaxDelay),
            TryTimeout = Time("tryTimeout", defaults.TryTimeout),
            TotalTime = Time("totalTime", defaults.TotalTime),
        };
        if (errors.Count == unreadable) errors.AddRange(options.Errors());
        return options;

        TimeSpan Time(string name, TimeSpan standard) => section[name] is not { } text ? standard
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time
            : Unreadable(name, text, "a time such as 00:00:05", standard);

        TValue Unreadable<TValue>(string name, string text, string needed, TValue standard)
        {
            errors.Add($"{SettingName}__{name} is '{text}'; {needed} is needed");
            return standard;
        }
    }
}
