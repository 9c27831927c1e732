using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary>The filters of the history as options. What they may be is the API's to say.</summary>
internal sealed class HistoryFilter
{
    private readonly (Option<string?> Option, string Name)[] options =
    [
        Make("--symbol", "symbol", "Of one symbol."),
        Make("--timeframe", "timeframe", "Of one timeframe."),
        Make("--model-type", "model_type", "Of one model type, such as lightgbm."),
        Make("--status", "status", "running, completed, failed or cancelled."),
        Make("--kept", "kept", "true: only models that were kept; false: only others."),
        Make("--regime", "regime", "Whose model holds this regime."),
        Make("--queue", "queue", "Of one queue."),
        Make("--tag", "tag", "With this tag."),
        Make("--from", "from", "Created at or after, UTC."),
        Make("--to", "to", "Created before, UTC."),
    ];

    private readonly Option<bool> deleted = new("--deleted") { Description = "The runs that were taken out of the history, instead of the others." };

    public void AddTo(Command command)
    {
        foreach ((Option<string?> option, _) in options) command.Options.Add(option);
        command.Options.Add(deleted);
    }

    public IEnumerable<(string Name, string? Value)> Query(ParseResult parsed) =>
        [.. options.Select(one => (one.Name, parsed.GetValue(one.Option))), ("deleted", parsed.GetValue(deleted) ? "true" : null)];

    private static (Option<string?> Option, string Name) Make(string option, string name, string description) => (new Option<string?>(option) { Description = description }, name);
}
