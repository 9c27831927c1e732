using System.Text.Json;
using ServerlessTraining.Orchestration;

namespace ServerlessTraining.Cli.Doctor;

/// <summary>Reads .packages/sources.json.</summary>
public static class PackageSources
{
    private const string Repair = "Run ./run or ./test once more: set-up writes it again.";

    public static IReadOnlyList<PackageSource> Read(string path)
    {
        if (!File.Exists(path)) throw new CliException($"The list of packages '{path}' is missing. {Repair}");
        try
        {
            return JsonSerializer.Deserialize<PackageSource[]>(File.ReadAllText(path), ApiJson.Options) ?? [];
        }
        catch (JsonException error)
        {
            throw new CliException($"The list of packages '{path}' is not valid JSON: {error.Message} {Repair}", error);
        }
    }
}
