using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.History;

/// <summary>Failure details with their inner chain, by names of ours: the type belongs to a package, and its own form may change with it.</summary>
internal sealed class FailureConverter : JsonConverter<TaskFailureDetails>
{
    public override TaskFailureDetails? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, TaskFailureDetails value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.ErrorType);
        writer.WriteString("message", value.ErrorMessage);
        if (value.StackTrace is { } stack) writer.WriteString("stack", stack);
        if (value.InnerFailure is { } inner)
        {
            writer.WritePropertyName("inner");
            Write(writer, inner, options);
        }

        if (value.Properties is { Count: > 0 } properties)
        {
            writer.WritePropertyName("properties");
            JsonSerializer.Serialize(writer, properties, options);
        }

        writer.WriteEndObject();
    }

    private static TaskFailureDetails Read(JsonElement failure) => new(
        Required(failure, "type"),
        Required(failure, "message"),
        failure.TryGetProperty("stack", out JsonElement stack) ? stack.GetString() : null,
        failure.TryGetProperty("inner", out JsonElement inner) ? Read(inner) : null,
        failure.TryGetProperty("properties", out JsonElement properties)
            ? properties.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal)
            : null);

    private static string Required(JsonElement failure, string name) =>
        failure.ValueKind == JsonValueKind.Object && failure.TryGetProperty(name, out JsonElement value) && value.GetString() is { } text
            ? text
            : throw new JsonException($"A failure has no '{name}'.");

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        _ => value.Clone(),
    };
}
