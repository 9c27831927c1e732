using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Documents;

/// <summary>In its one spelling.</summary>
internal sealed class TimeframeJsonConverter : JsonConverter<Timeframe>
{
    public override Timeframe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Timeframe.Parse(reader.GetString()!) : throw new JsonException("a text is needed");

    public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
