using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>Writes an operation as OpenAPI has it.</summary>
internal static class OperationWriter
{
    /// <summary>Of the answer that every operation has where it fails.</summary>
    public const string ProblemName = "Problem";

    /// <summary>A route as a path: its values by name alone.</summary>
    public static string PathOf(string route) =>
        "/" + string.Join('/', RoutePatternFactory.Parse(route).PathSegments.Select(segment => string.Concat(segment.Parts.Select(Spell))));

    public static JsonObject Write(ApiOperation operation, string id, JsonNode answers, SchemaBook schemas)
    {
        JsonArray parameters = [];
        foreach (RoutePatternParameterPart value in RoutePatternFactory.Parse(operation.Route).Parameters)
        {
            JsonObject text = new() { ["type"] = "string" };
            parameters.Add((JsonNode)new JsonObject { ["name"] = value.Name, ["in"] = "path", ["required"] = true, ["schema"] = text });
        }

        foreach (QueryParameter one in operation.Query) parameters.Add((JsonNode)Parameter(one, "query"));
        foreach (QueryParameter one in operation.Headers) parameters.Add((JsonNode)Parameter(one, "header"));
        JsonObject json = new() { ["operationId"] = id, ["tags"] = new JsonArray(operation.Route.Split('/', '.')[0]) };
        if (parameters.Count > 0) json["parameters"] = parameters;
        if (operation.Bodies.Count > 0) json["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Bodies(operation, schemas) };
        json["responses"] = answers;
        if (!operation.NeedsKey) json["security"] = new JsonArray();
        return json;
    }

    /// <summary>By status; the default is a problem document.</summary>
    public static JsonObject Answers(ApiOperation operation, SchemaBook schemas)
    {
        JsonObject answers = [];
        foreach (IGrouping<int, AnswerAttribute> status in operation.Answers.GroupBy(answer => answer.Status).OrderBy(group => group.Key))
        {
            JsonObject json = new() { ["description"] = ReasonPhrases.GetReasonPhrase(status.Key) };
            JsonObject content = [];
            foreach (IGrouping<string?, AnswerAttribute> form in status.GroupBy(answer => answer.ContentType).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                if (form.Key is null) continue;
                JsonNode[] forms = [.. form.Select(answer => answer.Type is { } type ? schemas.OfAnswer(type) : Untyped(form.Key, content: null))];
                content.Add(form.Key, new JsonObject { ["schema"] = forms is [{ } only] ? only : new JsonObject { ["anyOf"] = new JsonArray(forms) } });
            }

            if (content.Count > 0) json["content"] = content;
            answers.Add($"{status.Key}", json);
        }

        answers.Add("default", new JsonObject { ["$ref"] = $"#/components/responses/{ProblemName}" });
        return answers;
    }

    private static string Spell(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart value => $"{{{value.Name}}}",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => string.Empty,
    };

    private static JsonObject Parameter(QueryParameter parameter, string place)
    {
        JsonObject schema = new() { ["type"] = parameter.Type.Name };
        if (parameter.Type.Least is { } least) schema["minimum"] = least;
        if (parameter.Type.Most is { } most) schema["maximum"] = most;
        if (parameter.Type.Words is { } words) schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        JsonObject json = new() { ["name"] = parameter.Name, ["in"] = place, ["description"] = Sentence(parameter.Allowed) };
        if (parameter.IsRequired) json["required"] = true;
        json["schema"] = schema;
        return json;
    }

    private static JsonObject Bodies(ApiOperation operation, SchemaBook schemas)
    {
        JsonObject content = [];
        foreach (BodyAttribute body in operation.Bodies)
        {
            content.Add(body.ContentType, new JsonObject { ["schema"] = body.Type is { } type ? schemas.OfBody(type) : Untyped(body.ContentType, body.Content) });
        }

        return content;
    }

    private static JsonObject Untyped(string contentType, string? content)
    {
        JsonObject schema = [];
        if (contentType.StartsWith("text/", StringComparison.Ordinal)) schema["type"] = "string";
        else if (contentType is "application/json" or "application/yaml") schema["type"] = "object";
        if (content is not null) schema["description"] = Sentence(content);
        return schema;
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd(',')}.";
}
