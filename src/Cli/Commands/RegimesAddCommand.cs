using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes add</c>.</summary>
internal static class RegimesAddCommand
{
    // Room for rules in between.
    private const int Step = 10;

    public static Command Create(CliContext context)
    {
        Argument<string> name = RegimesOptions.Name();
        Option<string[]> when = RegimesOptions.When(required: true);
        Option<int?> priority = new("--priority") { Description = "1 to 1000; 1 is asked first. Default: behind all others." };
        Option<string?> description = RegimesOptions.Description();
        Option<bool> disabled = new("--disabled") { Description = "Keep the rule, but do not ask it yet." };
        Option<string?> change = RegimesOptions.Change();
        Option<int?> version = RegimesOptions.Version();
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("add", "Add a regime.") { name, when, priority, description, disabled, change, version, set, json };
        command.SetAction(async (parsed, ct) =>
        {
            RegimesEditor editor = new(context, parsed.GetValue(set), parsed.GetValue(json));
            RegimeSetView rules = await editor.ReadAsync(ct);
            JsonObject fields = new()
            {
                ["name"] = parsed.GetValue(name),
                ["priority"] = parsed.GetValue(priority) ?? rules.Regimes.Select(rule => rule.Priority).DefaultIfEmpty(0).Max() + Step,
                ["enabled"] = !parsed.GetValue(disabled),
                ["description"] = parsed.GetValue(description),
                ["conditions"] = JsonSerializer.SerializeToNode(RegimesOptions.Conditions(parsed.GetValue(when))),
                ["change"] = parsed.GetValue(change),
            };
            return await editor.SaveAsync(HttpMethod.Post, null, parsed.GetValue(version) ?? rules.Version, fields, ct);
        });
        return command;
    }
}
