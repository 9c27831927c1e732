using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Settings that remember which of them were asked for, whether they were there or not.</summary>
internal sealed class WatchedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.OrdinalIgnoreCase);

    private WatchedSettings(IEnumerable<KeyValuePair<string, string>> settings)
    {
        // As the provider of environment variables has them.
        foreach ((string name, string value) in settings) Data[name.Replace("__", ":", StringComparison.Ordinal)] = value;
    }

    public IEnumerable<string> Asked => asked.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal));

    public static (IConfiguration Configuration, WatchedSettings Watch) Over(IEnumerable<KeyValuePair<string, string>> settings)
    {
        WatchedSettings watch = new(settings);
        return (new ConfigurationBuilder().Add(watch).Build(), watch);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        asked[key] = true;
        return base.TryGet(key, out value);
    }
}
