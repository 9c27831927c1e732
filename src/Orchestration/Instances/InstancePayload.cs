using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>Inputs, outputs and custom statuses as an answer may show them. They hold references, not data and not keys; what got into one all the same does not get out.</summary>
public static class InstancePayload
{
    /// <summary>Bytes of JSON that are shown.</summary>
    public const int MostBytes = 16 * 1024;

    private static readonly JsonWriterOptions Writing = new() { Encoder = ApiJson.Options.Encoder };

    /// <summary>All of it, without secrets; null where there is none. What is not JSON, as the output of a failed instance, is a text.</summary>
    public static JsonElement? Whole(string? serialized) => serialized is null ? null : Element(Clean(serialized));

    /// <summary>As <see cref="Whole"/>, but what is too long is a text of its beginning, with a note.</summary>
    public static JsonElement? Shown(string? serialized)
    {
        if (serialized is null) return null;
        ReadOnlyMemory<byte> json = Clean(serialized);
        if (json.Length <= MostBytes) return Element(json);
        string note = string.Create(CultureInfo.InvariantCulture, $"... (cut: the first {MostBytes:N0} of {json.Length:N0} bytes)");
        return JsonSerializer.SerializeToElement(Begin(json.Span) + note);
    }

    /// <summary>Words of a failure, cut and without secrets.</summary>
    public static string Words(string text)
    {
        string clean = SecretRedactor.Redact(text);
        return clean.Length <= MostBytes ? clean : $"{clean.AsSpan(0, MostBytes)}...";
    }

    private static ReadOnlyMemory<byte> Clean(string serialized)
    {
        ArrayBufferWriter<byte> json = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(serialized);
            using Utf8JsonWriter writer = new(json, Writing);
            Write(document.RootElement, writer);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No JSON, or with half a character in a text.
            json = new ArrayBufferWriter<byte>();
            using Utf8JsonWriter writer = new(json, Writing);
            writer.WriteStringValue(SecretRedactor.Redact(serialized));
        }

        return json.WrittenMemory;
    }

    // Text by text: a pattern that runs to the end of a line would take the rest of a document with it.
    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(SecretRedactor.Redact(property.Name));
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(SecretRedactor.Redact(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    // The last character may be cut in two.
    private static string Begin(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json[..MostBytes]).TrimEnd('\uFFFD');

    private static JsonElement Element(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
