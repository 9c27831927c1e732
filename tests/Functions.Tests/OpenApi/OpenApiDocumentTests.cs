using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Functions.OpenApi;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The document against the rules of OpenAPI 3.1, as far as it uses them.</summary>
public sealed partial class OpenApiDocumentTests
{
    private static readonly string[] Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private static readonly JsonElement Document = JsonDocument.Parse(ApiOperations.Document).RootElement;

    private static IEnumerable<(string Path, string Verb, JsonElement Operation)> Operations =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from verb in path.Value.EnumerateObject()
        select (path.Name, verb.Name, verb.Value);

    [Fact]
    public void Document_MadeAgain_HasTheSameBytes() =>
        Assert.True(ApiOperations.Document.Span.SequenceEqual(OpenApiDocument.Write(ApiOperations.All.Reverse(), "/api")));

    [Fact]
    public void Document_SaysWhatItIs()
    {
        Assert.Equal("3.1.0", Document.GetProperty("openapi").GetString());
        Assert.Equal(["title", "version", "description"], Document.GetProperty("info").EnumerateObject().Select(one => one.Name));
        Assert.Equal("/api", Assert.Single(Document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal("x-functions-key", Document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("name").GetString());
    }

    [Fact]
    public void Operations_AreNamedByTheirFunctions()
    {
        string[] ids = [.. Operations.Select(one => one.Operation.GetProperty("operationId").GetString()!)];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(HttpFunctions.Names.Append("Dashboard_head").Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Operations_OpenToStrangers_AreHealthAndThePage() => Assert.Equal(
        ["Dashboard", "Dashboard_head", "Health"],
        Operations.Where(one => one.Operation.TryGetProperty("security", out JsonElement none) && none.GetArrayLength() == 0)
            .Select(one => one.Operation.GetProperty("operationId").GetString()!).Order(StringComparer.Ordinal));

    [Fact]
    public void Operations_HaveWhatOpenApiAsksFor() => Assert.All(Operations, one =>
    {
        Assert.StartsWith("/", one.Path, StringComparison.Ordinal);
        Assert.Contains(one.Verb, Verbs);
        Assert.Single(one.Operation.GetProperty("tags").EnumerateArray());
        JsonProperty[] answers = [.. one.Operation.GetProperty("responses").EnumerateObject()];
        Assert.True(answers.Length > 1);
        Assert.All(answers, answer =>
        {
            Assert.Matches("^([1-5][0-9][0-9]|default)$", answer.Name);
            Assert.True(answer.Value.TryGetProperty("$ref", out _) || answer.Value.GetProperty("description").GetString()!.Length > 0);
        });
        if (one.Operation.TryGetProperty("requestBody", out JsonElement body)) Assert.NotEmpty(body.GetProperty("content").EnumerateObject());
    });

    [Fact]
    public void Parameters_OfPaths_AreThoseInThePath() => Assert.All(Operations, one => Assert.Equal(
        Value().Matches(one.Path).Select(match => match.Groups["name"].Value),
        Parameters(one.Operation).Where(parameter => parameter.GetProperty("in").GetString() == "path" && parameter.GetProperty("required").GetBoolean())
            .Select(parameter => parameter.GetProperty("name").GetString()!)));

    [Fact]
    public void Parameters_HaveANameOnceAndASchema() => Assert.All(Operations, one =>
    {
        string[] names = [.. Parameters(one.Operation).Select(parameter => $"{parameter.GetProperty("in").GetString()} {parameter.GetProperty("name").GetString()}")];

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.All(Parameters(one.Operation), parameter => Assert.True(parameter.GetProperty("schema").TryGetProperty("type", out _)));
    });

    [Fact]
    public void References_LeadToAllComponentsAndNowhereElse()
    {
        string[] used = [.. References(Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        JsonElement components = Document.GetProperty("components");
        IEnumerable<string> there = from kind in (string[])["schemas", "responses"]
                                    from one in components.GetProperty(kind).EnumerateObject()
                                    select $"#/components/{kind}/{one.Name}";

        Assert.Equal(there.Order(StringComparer.Ordinal), used);
    }

    [Fact]
    public void Schemas_UseKnownWordsOnly()
    {
        JsonSchemaCheck check = new(Document);

        Assert.Equal([], Document.GetProperty("components").GetProperty("schemas").EnumerateObject().SelectMany(schema => check.UnknownWords(schema.Value)));
    }

    [Fact]
    public void Schemas_OfTypes_HaveFields() => Assert.All(
        Document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _)),
        schema => Assert.NotEmpty(schema.Value.GetProperty("properties").EnumerateObject()));

    [Fact]
    public void Guides_ThatAreNamed_AreThere()
    {
        string[] named = [.. Guide().Matches(System.Text.Encoding.UTF8.GetString(ApiOperations.Document.Span)).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

        Assert.Contains("docs/guides/api.md", named);
        Assert.All(named, guide => Assert.True(File.Exists(Repository.PathOf(guide.Split('/'))), guide));
    }

    [Fact]
    public void Query_RequiredAndBounded_SaysSo()
    {
        JsonElement proposal = Operations.Single(one => one.Operation.GetProperty("operationId").GetString() == "CandleProposal").Operation;
        JsonElement Named(string name) => Parameters(proposal).Single(parameter => parameter.GetProperty("name").GetString() == name);

        Assert.Equal(
            ["symbol", "timeframe", "candle_date"],
            Parameters(proposal).Where(parameter => parameter.TryGetProperty("required", out _)).Select(parameter => parameter.GetProperty("name").GetString()!));
        Assert.Equal("""{"type":"integer","minimum":15,"maximum":63}""", JsonSerializer.Serialize(Named("num_leaves").GetProperty("schema")));
    }

    /// <summary>Of a function with a body of a type.</summary>
    internal static JsonElement BodySchema(string function)
    {
        JsonElement operation = Operations.Single(one => one.Operation.GetProperty("operationId").GetString() == function).Operation;
        string place = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!;
        return Document.GetProperty("components").GetProperty("schemas").GetProperty(place.Split('/')[^1]);
    }

    private static JsonElement[] Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out JsonElement all) ? [.. all.EnumerateArray()] : [];

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(one => one.Name == "$ref" ? [one.Value.GetString()!] : References(one.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(@"docs/guides/[a-z-]+\.md", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guide();

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
