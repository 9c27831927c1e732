using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Says in words which JSON a type is read from.</summary>
public static class JsonWords
{
    private static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(string)] = "a text",
        [typeof(bool)] = "true or false",
        [typeof(float)] = "a number",
        [typeof(double)] = "a number",
        [typeof(decimal)] = "a number",
        [typeof(byte)] = Whole(byte.MinValue, byte.MaxValue),
        [typeof(short)] = Whole(short.MinValue, short.MaxValue),
        [typeof(int)] = Whole(int.MinValue, int.MaxValue),
        [typeof(long)] = Whole(long.MinValue, long.MaxValue),
        [typeof(uint)] = Whole(uint.MinValue, uint.MaxValue),
        [typeof(Guid)] = "a GUID such as 6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        [typeof(DateTime)] = "a time such as 2026-01-31T12:00:00Z",
        [typeof(DateTimeOffset)] = "a time such as 2026-01-31T12:00:00Z",
        [typeof(DateOnly)] = "a date such as 2026-01-31",
        [typeof(TimeSpan)] = "a duration such as 00:05:00",
    };

    public static string For(Type type, JsonSerializerOptions options)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(plain, out string? words)) return words;
        if (plain.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(plain).Select(name => Written(name, plain, options)))}";
        JsonTypeInfo info = options.GetTypeInfo(plain);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when info.Properties.Count > 0 => $"an object with {string.Join(", ", info.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name))}",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
            JsonTypeInfoKind.Enumerable => "a list",
            _ => "a JSON value",
        };
    }

    // Names as the caller would write them: a converter may rename, and without one the numbers are the values.
    private static string Written(string name, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(Enum.Parse(type, name), type, options).Trim('"');

    private static string Whole(object least, object most) => $"a whole number from {least} to {most}";
}
