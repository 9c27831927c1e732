using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Presets;

namespace ServerlessTraining.Cli.Requests;

/// <summary>The body of a request: options that are its fields, a file of such fields, and settings by name. What they may be is the API's to say.</summary>
internal sealed class RequestFields
{
    private readonly List<(Option Option, Func<ParseResult, JsonNode?> Value, string[] Path)> fields = [];

    private readonly Option<FileInfo> config = new Option<FileInfo>("--config")
    {
        Description = "A JSON file with fields of the request, or one that ./st presets apply wrote. Options beside it win.",
    }.AcceptExistingOnly();

    private Func<PresetConfig, ParseResult, JsonObject>? preset;
    private Option<string[]>? settings;
    private string[] settingsPath = [];

    /// <param name="option">As it is typed.</param>
    /// <param name="path">Of the field; a dot goes into an object.</param>
    /// <param name="description">For the help.</param>
    public RequestFields Text(string option, string path, string description) => Add<string?>(option, path, description, value => value);

    public RequestFields Number(string option, string path, string description) => Add<double?>(option, path, description, value => value);

    public RequestFields Whole(string option, string path, string description) => Add<long?>(option, path, description, value => value);

    /// <summary>An option without a value that sets its field to <paramref name="meaning"/>.</summary>
    public RequestFields Flag(string option, string path, bool meaning, string description) => Add<bool>(option, path, description, given => given ? meaning : null);

    /// <summary><c>--set name=value</c>, as often as wanted.</summary>
    /// <param name="path">Of the object that they are fields of.</param>
    /// <param name="description">For the help.</param>
    public RequestFields Settings(string path, string description)
    {
        settingsPath = path.Split('.');
        settings = new Option<string[]>("--set") { Description = description, HelpName = "name=value" };
        settings.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token}' is not name=value.");
            }
        });
        return this;
    }

    /// <summary>What the file of a preset means for this request.</summary>
    public RequestFields Preset(Func<PresetConfig, ParseResult, JsonObject> fieldsOf)
    {
        preset = fieldsOf;
        return this;
    }

    public bool HasFile(CommandResult command) => command.GetResult(config) is not null;

    public void AddTo(Command command)
    {
        foreach ((Option option, _, _) in fields) command.Options.Add(option);
        if (settings is not null) command.Options.Add(settings);
        command.Options.Add(config);
    }

    /// <summary>The file's fields, with those that options give in their places.</summary>
    public async Task<JsonObject> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        JsonObject body = parsed.GetValue(config) is { } file ? await RequestFile.ReadAsync(file, cancellationToken) : [];
        if (preset is not null && body["format"] is not null && body["content"] is not null)
        {
            throw new CliException(
                $"{parsed.GetValue(config)} is an exported preset, and --config takes what ./st presets apply wrote: ./st presets import FILE, then ./st presets apply NAME.");
        }

        if (preset is not null && PresetConfig.IsOne(body)) body = preset(PresetConfig.Parse(body.ToJsonString(), parsed.GetValue(config)!.ToString()), parsed);
        foreach ((_, Func<ParseResult, JsonNode?> value, string[] path) in fields)
        {
            if (value(parsed) is { } given) Put(body, path, given);
        }

        if (settings is null) return body;
        foreach (string setting in parsed.GetValue(settings) ?? [])
        {
            int at = setting.IndexOf('=', StringComparison.Ordinal);
            Put(body, [.. settingsPath, setting[..at]], Value(setting[(at + 1)..]));
        }

        return body;
    }

    private RequestFields Add<T>(string option, string path, string description, Func<T?, JsonNode?> value)
    {
        Option<T> field = new(option) { Description = description };
        fields.Add((field, parsed => value(parsed.GetValue(field)), path.Split('.')));
        return this;
    }

    private static void Put(JsonObject body, string[] path, JsonNode? value)
    {
        foreach (string name in path[..^1])
        {
            // Whatever a file has there, an option wants an object.
            if (body[name] is not JsonObject inner) body[name] = inner = [];
            body = inner;
        }

        body[path[^1]] = value;
    }

    // 0.05 and true are what they look like; what is no JSON is a text.
    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
