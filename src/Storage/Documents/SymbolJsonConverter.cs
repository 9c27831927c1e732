using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Documents;

/// <summary>In its one spelling.</summary>
internal sealed class SymbolJsonConverter : JsonConverter<Symbol>
{
    public override Symbol Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Symbol.Parse(reader.GetString()!) : throw new JsonException("a text is needed");

    public override void Write(Utf8JsonWriter writer, Symbol value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
