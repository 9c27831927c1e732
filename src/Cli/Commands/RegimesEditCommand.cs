using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes edit</c>.</summary>
internal static class RegimesEditCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> name = RegimesOptions.Name();
        Option<string[]> when = RegimesOptions.When(required: false);
        Option<int?> priority = new("--priority") { Description = "1 to 1000; 1 is asked first." };
        Option<string?> description = RegimesOptions.Description();
        Option<string?> rename = new("--rename") { Description = "Another name." };
        Option<string?> change = RegimesOptions.Change();
        Option<int?> version = RegimesOptions.Version();
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("edit", "Change a regime; what is not given stays. --when replaces all conditions.")
        {
            name, when, priority, description, rename, change, version, set, json,
        };
        command.Validators.Add(result =>
        {
            Option[] edits = [when, priority, description, rename];
            if (!edits.Any(option => result.GetResult(option) is not null)) result.AddError("Nothing to change: give --when, --priority, --description or --rename.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            RegimesEditor editor = new(context, parsed.GetValue(set), parsed.GetValue(json));
            RegimeSetView rules = await editor.ReadAsync(ct);
            JsonObject fields = new()
            {
                ["name"] = parsed.GetValue(rename),
                ["priority"] = parsed.GetValue(priority),
                ["description"] = parsed.GetValue(description),
                ["conditions"] = JsonSerializer.SerializeToNode(RegimesOptions.Conditions(parsed.GetValue(when))),
                ["change"] = parsed.GetValue(change),
            };
            return await editor.SaveAsync(HttpMethod.Put, parsed.GetValue(name), parsed.GetValue(version) ?? rules.Version, fields, ct);
        });
        return command;
    }
}
