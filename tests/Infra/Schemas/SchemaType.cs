using System.Text.Json;

namespace ServerlessTraining.Infra.Schemas;

/// <summary>One type of a schema file.</summary>
internal sealed class SchemaType(AzureSchemas schemas, string file, JsonElement json)
{
    private Dictionary<string, SchemaProperty>? properties;

    /// <summary>StringType, IntegerType, BooleanType, StringLiteralType, UnionType, ArrayType, ObjectType, DiscriminatedObjectType, ResourceType, AnyType.</summary>
    public string Kind => json.GetProperty("$type").GetString()!;

    public string? Literal => Text("value");

    public string? Pattern => Text("pattern");

    public long? Number(string name) => json.TryGetProperty(name, out JsonElement number) ? number.GetInt64() : null;

    /// <summary>Of a resource.</summary>
    public SchemaType Body => Follow(json.GetProperty("body"));

    /// <summary>Of an array.</summary>
    public SchemaType Item => Follow(json.GetProperty("itemType"));

    /// <summary>Of an object: what its further properties are; null where it takes none.</summary>
    public SchemaType? Further => json.TryGetProperty("additionalProperties", out JsonElement further) ? Follow(further) : null;

    /// <summary>Of a union.</summary>
    public IReadOnlyList<SchemaType> Elements => [.. json.GetProperty("elements").EnumerateArray().Select(Follow)];

    public string? Discriminator => Text("discriminator");

    /// <summary>Of an object, or what all kinds of a discriminated one share.</summary>
    public IReadOnlyDictionary<string, SchemaProperty> Properties => properties ??= ReadProperties();

    /// <summary>Of a discriminated object: its kinds by the value that tells them apart.</summary>
    public IReadOnlyDictionary<string, SchemaType> Kinds => json.GetProperty("elements").EnumerateObject().ToDictionary(one => one.Name, one => Follow(one.Value));

    private Dictionary<string, SchemaProperty> ReadProperties()
    {
        if (!json.TryGetProperty("properties", out JsonElement all) && !json.TryGetProperty("baseProperties", out all)) return [];
        return all.EnumerateObject().ToDictionary(
            one => one.Name,
            one => new SchemaProperty(() => Follow(one.Value.GetProperty("type")), one.Value.TryGetProperty("flags", out JsonElement flags) ? flags.GetInt32() : 0));
    }

    private SchemaType Follow(JsonElement reference) => schemas.Type(reference.GetProperty("$ref").GetString()!, file);

    private string? Text(string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
