using System.IO.Compression;
using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests;

/// <summary>Values that others computed. The whole files lie beside the checkout (../shared/data) where there is one; small extracts of figures are in Reference/.</summary>
internal static class ReferenceData
{
    private static readonly string Shared = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>Why a test that needs real bars is skipped here.</summary>
    public const string NoShared = "The real bars lie beside the checkout in ../shared/data, which is not here.";

    public static bool HasShared => Directory.Exists(Shared);

    public static string BarsFile(string name) => Path.Combine(Shared, "bars", name);

    /// <summary>The whole file where it is at hand, otherwise the extract of the same name: a test reads what both have.</summary>
    public static JsonElement Load(string name) => HasShared ? LoadWhole(name) : LoadExtract(name);

    public static JsonElement LoadExtract(string name)
    {
        using Stream stream = typeof(ReferenceData).Assembly.GetManifestResourceStream($"ServerlessTraining.Domain.Tests.Reference.{name}.json")
            ?? throw new FileNotFoundException($"tests/Domain.Tests/Reference/{name}.json is not part of this test program.");
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }

    private static JsonElement LoadWhole(string name)
    {
        string plain = Path.Combine(Shared, "reference", $"{name}.json");
        using Stream stream = File.Exists(plain) ? File.OpenRead(plain) : new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }
}
