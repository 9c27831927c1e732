using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes toggle</c>.</summary>
internal static class RegimesToggleCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> name = RegimesOptions.Name();
        Option<string?> change = RegimesOptions.Change();
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("toggle", "Enable a disabled regime, disable an enabled one.") { name, change, set, json };
        command.SetAction(async (parsed, ct) =>
        {
            RegimesEditor editor = new(context, parsed.GetValue(set), parsed.GetValue(json));
            RegimeSetView rules = await editor.ReadAsync(ct);
            string wanted = parsed.GetValue(name)!;
            string[] names = [.. rules.Regimes.Select(rule => rule.Name)];
            RegimeView rule = rules.Regimes.FirstOrDefault(rule => rule.Name == wanted)
                ?? throw new CliException($"There is no regime '{wanted}'.{NearestName.Sentence(wanted, names)} Regimes are {Shown.Of(names)}.");
            return await editor.SaveAsync(HttpMethod.Put, wanted, rules.Version, new JsonObject { ["enabled"] = !rule.Enabled, ["change"] = parsed.GetValue(change) }, ct);
        });
        return command;
    }
}
