using System.Text.Json;

namespace ServerlessTraining.Cli;

/// <summary>Looks into JSON where anything may be missing.</summary>
internal readonly struct JsonLook(JsonElement element)
{
    private readonly JsonElement element = element;

    public bool IsThere => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsFalse => element.ValueKind == JsonValueKind.False;

    public IEnumerable<JsonLook> Items => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(item => new JsonLook(item)) : [];

    public IEnumerable<(string Name, JsonLook Value)> Members =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => (member.Name, new JsonLook(member.Value))) : [];

    public double? Number => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;

    /// <summary>Texts as they are, numbers short, truth as yes and no, lists with commas; a dash where there is nothing.</summary>
    public string Text => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { Length: > 0 } text ? text : Shown.Nothing,
        JsonValueKind.Number => Shown.Of(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Shown.Of(element.GetBoolean()),
        JsonValueKind.Array => Shown.Of([.. Items.Select(item => item.Text)]),
        _ => Shown.Nothing,
    };

    /// <summary>As <see cref="Text"/>, a time in the one form that all commands print.</summary>
    public string Time => element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out DateTimeOffset time) ? Shown.Of(time) : Text;

    public JsonLook this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? new JsonLook(member) : default;
}
