using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessTraining.Domain.Regimes;

internal static class RegimeJsonWriter
{
    // The default encoder writes > as \u003E, and people edit this text.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RegimeRuleSet set) => ToText(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray(RegimeJsonReader.Regimes);
        foreach (RegimeRule rule in set.Rules) Write(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Write(RegimeRule rule) => ToText(json => Write(json, rule));

    private static void Write(Utf8JsonWriter json, RegimeRule rule)
    {
        json.WriteStartObject();
        json.WriteString(RegimeJsonReader.Name, rule.Name);
        json.WriteNumber(RegimeJsonReader.Priority, rule.Priority);
        json.WriteBoolean(RegimeJsonReader.Enabled, rule.Enabled);
        json.WriteString(RegimeJsonReader.Description, rule.Description);
        json.WriteStartObject(RegimeJsonReader.Conditions);
        foreach (RegimeCondition condition in rule.Conditions) json.WriteString(condition.Measure.Name, condition.Text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Readable)) write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
