using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Infra.Schemas;

/// <summary>The schemas of Azure's resources, as the Bicep compiler has them: Azure.Bicep.Types.Az, which set-up takes from a package of npm. Its embedded index.json says
/// for `TYPE@VERSION` in which types.json the schema is, and under which number of that file's list.</summary>
internal sealed class AzureSchemas : IDisposable
{
    private const string Suffix = ".deflated";
    private readonly EmbeddedFiles files;
    private readonly Dictionary<string, string> index;
    private readonly Dictionary<string, JsonElement[]> read = [];

    private AzureSchemas(EmbeddedFiles files)
    {
        this.files = files;
        using JsonDocument document = JsonDocument.Parse(files.Inflate("index.json" + Suffix));
        index = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty resource in document.RootElement.GetProperty("resources").EnumerateObject()) index[resource.Name] = resource.Value.GetProperty("$ref").GetString()!;
    }

    public static string Assembly { get; } = Repository.PathOf(".packages", "bicep", "Azure.Bicep.Types.Az.dll");

    public static AzureSchemas Open() => File.Exists(Assembly)
        ? new AzureSchemas(EmbeddedFiles.Open(Assembly))
        : throw new FileNotFoundException($"'{Assembly}' is missing, which has the schemas of Azure's resources. Run eng/setup --tests, which brings it.");

    /// <summary>Null where there is no such type, or no such version of it.</summary>
    public SchemaType? Find(string type, string version) => index.TryGetValue($"{type}@{version}", out string? place) ? Type(place, "") : null;

    public IReadOnlyList<string> Versions(string type) =>
        [.. index.Keys.Where(key => key.StartsWith(type + "@", StringComparison.OrdinalIgnoreCase)).Select(key => key.Split('@')[1]).Order(StringComparer.Ordinal)];

    public void Dispose() => files.Dispose();

    /// <param name="reference">FILE#/NUMBER, or #/NUMBER for one in the same file.</param>
    /// <param name="from">The file that refers.</param>
    internal SchemaType Type(string reference, string from)
    {
        string[] parts = reference.Split("#/");
        string file = parts[0].Length > 0 ? parts[0] : from;
        if (!read.TryGetValue(file, out JsonElement[]? types))
        {
            using JsonDocument document = JsonDocument.Parse(files.Inflate(file + Suffix));
            read[file] = types = [.. document.RootElement.Clone().EnumerateArray()];
        }

        return new SchemaType(this, file, types[int.Parse(parts[1])]);
    }
}
