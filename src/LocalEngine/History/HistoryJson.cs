using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessTraining.LocalEngine.History;

/// <summary>Events as one line of JSON each. The form is stored: it does not depend on the app's serializer, and a name here never changes.</summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Payloads are JSON texts inside JSON: the default encoder makes six bytes of every quote. Nothing here is ever put into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // Failures nest as deep as the exceptions did.
        MaxDepth = 512,
        Converters = { new FailureConverter() },
    };

    public static string Write(HistoryEvent item) => JsonSerializer.Serialize(item, Options);

    /// <exception cref="LocalEngineException">The text is no event, or one of a kind that this version does not know.</exception>
    public static HistoryEvent Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEvent>(json, Options) ?? throw new LocalEngineException("A history event is the JSON value null.");
        }
        catch (Exception misfit) when (misfit is JsonException or NotSupportedException)
        {
            throw new LocalEngineException(Explain(json, misfit), misfit);
        }
    }

    private static string Explain(string json, Exception misfit)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return $"A history event is a JSON object, not {document.RootElement.ValueKind}.";
            if (!document.RootElement.TryGetProperty("kind", out JsonElement kind)) return "A history event has no 'kind'.";
            return HistoryKinds.Known.Contains(kind.ToString())
                ? $"A history event of the kind '{kind}' cannot be read: {misfit.Message}"
                : $"A history event has the kind '{kind}', which this version does not know. "
                    + $"It knows: {string.Join(", ", HistoryKinds.Known)}. A newer version may have written it.";
        }
        catch (JsonException)
        {
            return $"A history event is no JSON: {misfit.Message}";
        }
    }
}
