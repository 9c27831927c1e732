using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>The API as an OpenAPI 3.1 document. The same operations give the same bytes.</summary>
public static class OpenApiDocument
{
    public const string ContentType = "application/json";
    private const string KeyName = "key";

    // The same line ends wherever it is made.
    private static readonly JsonSerializerOptions Form = new(ApiJson.Indented) { NewLine = "\n" };

    /// <param name="operations">In any order.</param>
    /// <param name="prefix">Of every route: `/api`.</param>
    public static byte[] Write(IEnumerable<ApiOperation> operations, string prefix)
    {
        ApiOperation[] all = [.. operations.OrderBy(operation => operation.Name, StringComparer.Ordinal)];
        SchemaBook schemas = new();
        Dictionary<ApiOperation, JsonObject> answers = all.ToDictionary(operation => operation, operation => OperationWriter.Answers(operation, schemas));
        JsonObject problem = Problem(schemas);
        JsonObject paths = [];
        foreach (IGrouping<string, ApiOperation> path in all.GroupBy(one => OperationWriter.PathOf(one.Route)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            JsonObject item = [];
            var verbs = path.SelectMany(operation => operation.Verbs.Select((verb, at) => (Verb: verb, IsFirst: at == 0, Operation: operation)));
            foreach ((string verb, bool isFirst, ApiOperation operation) in verbs.OrderBy(one => one.Verb, StringComparer.Ordinal))
            {
                string id = isFirst ? operation.Name : $"{operation.Name}_{verb}";
                item.Add(verb, OperationWriter.Write(operation, id, answers[operation].DeepClone(), schemas));
            }

            paths.Add(path.Key, item);
        }

        JsonObject document = new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "ServerlessTraining",
                ["version"] = BuildInfo.Version,
                ["description"] = "Training of market forecast models: queues, runs, presets, data. How to sign in, page and read errors: docs/guides/api.md.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = prefix }),
            ["security"] = new JsonArray(new JsonObject { [KeyName] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.LeadingFrom(paths, problem),
                ["responses"] = new JsonObject { [OperationWriter.ProblemName] = problem },
                ["securitySchemes"] = new JsonObject
                {
                    [KeyName] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "x-functions-key",
                        ["description"] = "In Azure the app's function key; on a laptop that of keys.json in the data folder, or the cookie of a browser that ./st open signed in.",
                    },
                },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Form);
    }

    private static JsonObject Problem(SchemaBook schemas)
    {
        JsonObject faults = new()
        {
            ["type"] = "array",
            ["items"] = schemas.OfAnswer(typeof(FieldFault)),
            ["description"] = "What is wrong, one by one; absent where no field is to blame.",
        };
        JsonObject schema = schemas.Add(OperationWriter.ProblemName, new JsonObject
        {
            ["type"] = "object",
            ["description"] = "RFC 9457.",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string" },
                ["title"] = new JsonObject { ["type"] = "string" },
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "What, which value, what is allowed, what to do." },
                ["errors"] = faults,
                ["invocation_id"] = new JsonObject { ["type"] = "string", ["description"] = "By which the log can be searched." },
            },
            ["required"] = new JsonArray("type", "title", "status", "detail"),
        });
        return new JsonObject
        {
            ["description"] = "Something is wrong with the request, or with what it asks for.",
            ["content"] = new JsonObject { [Http.Problem.ContentType] = new JsonObject { ["schema"] = schema } },
        };
    }
}
