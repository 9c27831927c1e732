using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Regimes;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary>Reads the rules, edits exactly that version, and prints what came of it: who saves in between is not overwritten.</summary>
internal sealed class RegimesEditor(CliContext context, string? set, bool json)
{
    private const string What = "a set of regime rules";
    private static readonly string[] Columns = ["priority", "regime", "enabled", "when", "what"];

    public Task<RegimeSetView> ReadAsync(CancellationToken cancellationToken) =>
        new ApiClient(context).SendAsync<RegimeSetView>(HttpMethod.Get, ApiPath.Of("/api/regimes", ("set", set)), null, What, cancellationToken);

    /// <param name="method">Of the edit.</param>
    /// <param name="name">Of the rule; null for a new one.</param>
    /// <param name="version">That is edited.</param>
    /// <param name="fields">Of the rule, with `change`; what is null is left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> SaveAsync(HttpMethod method, string? name, int version, JsonObject fields, CancellationToken cancellationToken)
    {
        foreach ((string field, JsonNode? value) in fields.ToArray())
        {
            if (value is null) fields.Remove(field);
        }

        string path = name is null ? "/api/regimes" : $"/api/regimes/{Uri.EscapeDataString(name)}";
        bool bodyless = method == HttpMethod.Delete;
        string address = bodyless
            ? ApiPath.Of(path, ("set", set), ("version", RegimesOptions.Text(version)), ("change", fields["change"]?.GetValue<string>()))
            : ApiPath.Of(path, ("set", set));
        fields["version"] = version;
        using HttpContent? content = bodyless ? null : JsonContent.Create(fields);
        await PrintAsync(await new ApiClient(context).SendAsync<RegimeSetView>(method, address, content, What, cancellationToken));
        return ExitCodes.Done;
    }

    public async Task PrintAsync(RegimeSetView rules)
    {
        if (json)
        {
            await JsonAnswer.WriteAsync(context, rules);
            return;
        }

        TablePrinter.Print(context.Console, Columns, rules.Regimes.Select(rule => (IReadOnlyList<string>)
        [
            RegimesOptions.Text(rule.Priority), rule.Name, Shown.Of(rule.Enabled), string.Join(", ", rule.Conditions.Select(c => $"{c.Key} {c.Value}")), rule.Description,
        ]));
        context.Console.WriteLine($"set {rules.Set}, version {rules.Version}: {rules.Change}");
    }
}
