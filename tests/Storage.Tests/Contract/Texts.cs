using System.Text.Json;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>A text where a store wants JSON.</summary>
internal static class Texts
{
    public static JsonElement Json(string text) => JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text });

    public static string Text(JsonElement json) => json.GetProperty("text").GetString()!;
}
