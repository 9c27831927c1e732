using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>An edit of a set of regime rules as it came: the fields of a rule, the version that was edited (If-Match, or `version`), and `change`, what was changed.</summary>
public sealed class RegimeEdit
{
    private const string VersionName = "version";
    private const string ChangeName = "change";
    private const string HeaderName = "If-Match";
    private const string VersionAllowed = "the version that was edited, as GET /api/regimes gives it,";
    private const int LongestChange = 500;
    private readonly IReadOnlyList<JsonProperty> fields;

    private RegimeEdit(string set, int version, bool byHeader, string? change, IReadOnlyList<JsonProperty> fields)
    {
        Set = set;
        Version = version;
        ByHeader = byHeader;
        Change = change;
        this.fields = fields;
    }

    public string Set { get; }

    public int Version { get; }

    /// <summary>Whether the version came as If-Match: then a conflict is a 412.</summary>
    public bool ByHeader { get; }

    /// <summary>Null where nothing was said.</summary>
    public string? Change { get; }

    /// <summary>With a body that has the fields of a rule.</summary>
    /// <exception cref="RequestException">Something but the rule itself is wrong.</exception>
    public static async Task<RegimeEdit> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(request, await FieldsAsync(request, cancellationToken), bodyless: false);
    }

    /// <summary>Without a body: the version comes as If-Match or in the query.</summary>
    /// <exception cref="RequestException">Something is wrong.</exception>
    public static RegimeEdit ReadBodyless(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(request, [], bodyless: true);
    }

    /// <summary>Of the body.</summary>
    /// <exception cref="RequestException">It is no JSON object.</exception>
    internal static async Task<JsonProperty[]> FieldsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        JsonElement body = (JsonElement)await JsonBody.ReadAsync(request, typeof(JsonElement), ApiJson.Options, cancellationToken);
        return body.ValueKind == JsonValueKind.Object
            ? [.. body.EnumerateObject()]
            : throw new RequestException(
                StatusCodes.Status400BadRequest, $"The body is {body.ValueKind.ToString().ToLowerInvariant()}; an object with the fields of a regime and its version is needed.");
    }

    /// <summary>One that is not to be saved: the version that was edited and what was changed are passed over.</summary>
    internal static RegimeEdit Unsaved(string set, IEnumerable<JsonProperty> fields) =>
        new(set, 0, byHeader: false, null, [.. fields.Where(field => !field.NameEquals(VersionName) && !field.NameEquals(ChangeName))]);

    /// <summary>The rule that was sent; fields that are missing are those of <paramref name="old"/>.</summary>
    /// <exception cref="RegimeRuleException">It is no rule; every error is told.</exception>
    internal RegimeRule Rule(RegimeRule? old)
    {
        List<string> members = [.. fields.Select(field => field.ToString())];
        if (old is not null)
        {
            using JsonDocument known = JsonDocument.Parse(old.ToJson());
            members.AddRange(known.RootElement.EnumerateObject().Where(field => !fields.Any(sent => sent.NameEquals(field.Name))).Select(field => field.ToString()));
        }

        return RegimeRule.FromJson($"{{{string.Join(',', members)}}}");
    }

    /// <summary>What was sent as a field, for messages; null where nothing was.</summary>
    /// <param name="field">As <see cref="RegimeProblem.Field"/> names it: `name`, `conditions.volatility`.</param>
    internal string? ValueOf(string field)
    {
        string[] path = field.Split('.', 2);
        JsonElement value = fields.LastOrDefault(sent => sent.NameEquals(path[0])).Value;
        if (path.Length > 1 && (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(path[1], out value))) return null;
        if (value.ValueKind == JsonValueKind.Undefined) return null;
        string text = value.GetRawText();
        return FieldFault.Show(value.ValueKind == JsonValueKind.String ? text[1..^1] : text);
    }

    private static RegimeEdit Read(HttpRequest request, JsonProperty[] body, bool bodyless)
    {
        RequestQuery query = new(request.Query);
        string set = query.Set(RegimeStore.DefaultSet);
        int? inQuery = bodyless ? query.Whole(VersionName, 0, int.MaxValue - 1) : null;
        string? why = bodyless ? query.Name(ChangeName) : null;
        int? inBody = null;
        List<JsonProperty> ofRule = [];
        foreach (JsonProperty property in body)
        {
            if (property.NameEquals(VersionName)) inBody = WholeOf(property.Value, query);
            else if (property.NameEquals(ChangeName)) why = TextOf(property.Value, query);
            else ofRule.Add(property);
        }

        int? inHeader = HeaderOf(request, query);
        int? elsewhere = inBody ?? inQuery;
        if (inHeader is { } header && elsewhere is { } other && header != other)
        {
            query.Refuse(VersionName, $"{other}", $"the same as If-Match, which is {header},");
        }

        query.ThrowIfFaulty();
        int version = inHeader ?? elsewhere ?? throw new RequestException(new FieldFault(VersionName, null, VersionAllowed));
        return new RegimeEdit(set, version, inHeader is not null, why, ofRule);
    }

    private static int? HeaderOf(HttpRequest request, RequestQuery query)
    {
        if (request.Headers.IfMatch.ToString() is not { Length: > 0 } text) return null;
        if (int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int version)) return version;
        query.Refuse(HeaderName, text, "one version in quotes, such as \"3\",");
        return null;
    }

    private static int? WholeOf(JsonElement value, RequestQuery query)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int version) && version >= 0) return version;
        query.Refuse(VersionName, value.GetRawText(), VersionAllowed);
        return null;
    }

    private static string? TextOf(JsonElement value, RequestQuery query)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestChange } text) return text;
        query.Refuse(ChangeName, value.GetRawText(), $"a text of 1 to {LongestChange} characters that says what was changed");
        return null;
    }
}
