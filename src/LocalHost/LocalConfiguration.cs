using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost;

/// <summary>The app's settings here: the environment, with this run's own emulator for its storage.</summary>
public static class LocalConfiguration
{
    private const string HubName = "TASKHUB_NAME";
    private const string DefaultHub = "LocalHub";

    public static void Add(IConfigurationBuilder builder, LocalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        builder.AddInMemoryCollection([new KeyValuePair<string, string?>(HubName, DefaultHub)])
            .AddEnvironmentVariables()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(StorageOptions.SettingName, settings.Azurite.ConnectionString)]);
    }

    public static IConfiguration Build(LocalSettings settings)
    {
        ConfigurationBuilder builder = new();
        Add(builder, settings);
        return builder.Build();
    }
}
