using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>A figure is a plain number, an undefined one is <c>{"value": null, "reason": "..."}</c>: a reader who expects a number cannot take a missing figure for 0.</summary>
public sealed class MetricValueJsonConverter : JsonConverter<MetricValue>
{
    private const string ValueName = "value";
    private const string ReasonName = "reason";

    public override MetricValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) && double.IsFinite(number)) return MetricValue.Of(number);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.TryGetProperty(ValueName, out JsonElement value) && value.ValueKind == JsonValueKind.Null
                && document.RootElement.TryGetProperty(ReasonName, out JsonElement reason) && reason.ValueKind == JsonValueKind.String
                && reason.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return MetricValue.Undefined(text);
            }
        }

        throw new JsonException($$"""A metric is a finite number, or {"{{ValueName}}": null, "{{ReasonName}}": "why there is none"}.""");
    }

    public override void Write(Utf8JsonWriter writer, MetricValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Value is { } number)
        {
            writer.WriteNumberValue(number);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNull(ValueName);
        writer.WriteString(ReasonName, value.Reason);
        writer.WriteEndObject();
    }
}
