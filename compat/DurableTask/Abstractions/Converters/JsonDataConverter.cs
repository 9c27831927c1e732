using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

public class JsonDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions Standard = new() { IncludeFields = true };

    private readonly JsonSerializerOptions json;

    public JsonDataConverter(JsonSerializerOptions? options = null)
    {
        json = options ?? Standard;
    }

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, json);

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, json);
}
