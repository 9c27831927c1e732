using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>The schemas of a document, each type once: what <see cref="ApiJson.Options"/> makes of a type is exported, and a type within it becomes a reference.</summary>
internal sealed class SchemaBook
{
    private const string Place = "#/components/schemas/";

    // Numbers are read from texts as well, but that is an indulgence and no promise.
    private static readonly JsonSerializerOptions Options = new(ApiJson.Options)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = ApiJson.Options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver(),
    };

    private readonly Dictionary<(Type Type, bool IsBody), string> names = [];
    private readonly SortedDictionary<string, JsonNode?> schemas = new(StringComparer.Ordinal);

    /// <summary>Of what is answered. All answers come before the first body: a type that is both has one schema for each, as what may be left out differs.</summary>
    public JsonNode OfAnswer(Type type) => Export(type, isBody: false, isDefinition: false);

    public JsonNode OfBody(Type type) => Export(type, isBody: true, isDefinition: false);

    /// <summary>A schema that no type has.</summary>
    public JsonObject Add(string name, JsonObject schema)
    {
        schemas.Add(name, schema);
        return Reference(name);
    }

    /// <summary>Those that lead from here, by name. Others were made on the way: of properties that are not written, and of types with a schema of their own.</summary>
    public JsonObject LeadingFrom(params IEnumerable<JsonNode> places)
    {
        SortedSet<string> used = new(StringComparer.Ordinal);
        Queue<string> open = new(places.SelectMany(Named));
        while (open.TryDequeue(out string? name))
        {
            if (used.Add(name)) foreach (string next in Named(schemas[name])) open.Enqueue(next);
        }

        return new JsonObject(used.Select(name => KeyValuePair.Create(name, schemas[name]?.DeepClone())));
    }

    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(pair => pair.Key == "$ref" ? NameAt(pair.Value!.GetValue<string>()) : Named(pair.Value)),
        JsonArray list => list.SelectMany(Named),
        _ => [],
    };

    // Components of other kinds have references too.
    private static string[] NameAt(string place) => place.StartsWith(Place, StringComparison.Ordinal) ? [place[Place.Length..]] : [];

    private static JsonObject Reference(string name) => new() { ["$ref"] = Place + name };

    private JsonNode Export(Type type, bool isBody, bool isDefinition) => Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => isDefinition && context.Path.Length == 0
            ? Define(context.TypeInfo, schema, isBody)
            : Use(context, schema, isBody),
    });

    /// <summary>A type where another, or an operation, uses it.</summary>
    private JsonNode Use(JsonSchemaExporterContext context, JsonNode schema, bool isBody)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (!IsNamed(type, context.TypeInfo)) return schema;
        JsonObject reference = Reference(NameOf(type, isBody));
        return MayBeNull(context, schema, isBody) ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private static bool IsNamed(Type type, JsonTypeInfo info) =>
        type.IsEnum || WrittenSchemas.Has(type) || (info.Kind == JsonTypeInfoKind.Object && type != typeof(object));

    private static bool MayBeNull(JsonSchemaExporterContext context, JsonNode schema, bool isBody)
    {
        if (Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null) return true;
        if (context.PropertyInfo is { } property) return isBody ? property.IsSetNullable : property.IsGetNullable;
        return schema is JsonObject known && known["type"] is JsonArray types && types.Any(one => one?.GetValue<string>() == "null");
    }

    private string NameOf(Type type, bool isBody)
    {
        // What has no fields is the same both ways.
        if (type.IsEnum || WrittenSchemas.Has(type)) isBody = false;
        if (names.TryGetValue((type, isBody), out string? known)) return known;
        string name = Spell(type);
        if (isBody && names.ContainsKey((type, false))) name += "Input";
        if (schemas.ContainsKey(name)) name = type.Namespace!.Split('.')[^1] + name;
        names.Add((type, isBody), name);

        // The place is taken before the schema is made: a type may lead back to itself.
        schemas.Add(name, null);
        schemas[name] = WrittenSchemas.Find(type) ?? Export(type, isBody, isDefinition: true);
        return name;
    }

    private static string Spell(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Join("And", type.GetGenericArguments().Select(Spell))}"
        : type.Name;

    private static JsonObject Define(JsonTypeInfo type, JsonNode schema, bool isBody)
    {
        JsonObject defined = (JsonObject)schema;
        if (type.Type.IsEnum) return new JsonObject { ["type"] = "string", ["enum"] = defined["enum"]!.DeepClone() };
        if (defined["properties"] is not JsonObject properties) return defined;
        JsonPropertyInfo[] told = [.. type.Properties.Where(property => properties.ContainsKey(property.Name))];
        if (isBody) foreach (JsonPropertyInfo fixedOne in told.Where(property => !CanBeSent(property))) properties.Remove(fixedOne.Name);
        string[] required = [.. told.Where(property => isBody ? CanBeSent(property) && MustBeSent(property) : property.ShouldSerialize is null).Select(property => property.Name)];
        defined.Remove("required");
        if (required.Length > 0) defined["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        return defined;
    }

    private static bool CanBeSent(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static bool MustBeSent(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };
}
