using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>What scikit-learn computed: the whole file beside the checkout where there is one, otherwise the part of it in Reference/.</summary>
internal static class LinearReference
{
    private static readonly string Whole = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "reference", "sklearn_scipy_vectors.json"));

    public static JsonElement Diabetes { get; } = Load(File.Exists(Whole) ? Whole : Repository.PathOf("tests", "Models.Tests", "Reference", "linear_models_diabetes.json"));

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    private static JsonElement Load(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("linear_models_diabetes").Clone();
    }
}
