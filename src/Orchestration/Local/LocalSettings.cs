using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>The settings of a run on this machine, from ST_PORT, ST_AZURITE_PORTS and ST_DATA.</summary>
/// <param name="Root">The clone.</param>
/// <param name="Port">Of the functions app. Default 7071, from 1 to 65535.</param>
/// <param name="Azurite">Of the storage emulator. Default 10000,10001,10002.</param>
/// <param name="DataFolder">Where the emulator keeps its data. Default azurite/data in the clone.</param>
public sealed record LocalSettings(RepositoryRoot Root, int Port, AzuritePorts Azurite, string DataFolder)
{
    public const int DefaultPort = 7071;

    /// <summary>Processes of their own that train; 0 (the default) trains in the host's.</summary>
    public int Trainers { get; init; }

    public Uri Url => new($"http://127.0.0.1:{Port}");

    public static LocalSettings From(IConfiguration configuration) => From(
        configuration,
        RepositoryRoot.Find() ?? throw new LocalSettingsException(
            $"No clone of ServerlessTraining found from '{AppContext.BaseDirectory}' or '{Environment.CurrentDirectory}' upwards. "
            + $"Start inside one, or set {RepositoryRoot.Variable} to its folder."));

    public static LocalSettings From(IConfiguration configuration, RepositoryRoot root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(root);
        List<string> errors = [];
        int port = DefaultPort;
        if (configuration["ST_PORT"] is { Length: > 0 } text && !TryPort(text, out port))
        {
            errors.Add($"ST_PORT is '{text}'; a port from 1 to 65535 is needed, as in ST_PORT=7171");
        }

        AzuritePorts azurite = AzuritePorts.Default;
        if (configuration["ST_AZURITE_PORTS"] is { Length: > 0 } list)
        {
            int[] ports = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(p => TryPort(p, out int number) ? number : 0)];
            if (ports.Length == 3 && !ports.Contains(0) && ports.Distinct().Count() == 3) azurite = new AzuritePorts(ports[0], ports[1], ports[2]);
            else errors.Add($"ST_AZURITE_PORTS is '{list}'; three different ports (blob,queue,table) are needed, as in ST_AZURITE_PORTS=10100,10101,10102");
        }

        if (errors.Count == 0 && azurite.All.Contains(port)) errors.Add($"ST_PORT {port} is one of ST_AZURITE_PORTS {azurite}; choose different ports");
        if (errors.Count > 0) throw new LocalSettingsException(string.Join("; ", errors) + ".");
        string data = configuration["ST_DATA"] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(root.Path, "azurite", "data");
        return new LocalSettings(root, port, azurite, data);
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536;
}
