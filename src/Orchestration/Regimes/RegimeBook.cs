using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Reads and edits sets of regime rules. Every edit that changes something is a version of its own and stands in the audit; of two edits of one version the second
/// is refused and told which version stands.</summary>
public sealed partial class RegimeBook(RegimeStore store, RegimeClassification classification, AuditStore audit, ILogger<RegimeBook> log)
{
    private const string Subject = "regimes";

    /// <exception cref="RequestException">There is no such version, or no bars of the market.</exception>
    public async Task<RegimeSetView> ReadAsync(RegimeSetQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredRegimeRules stored = await FindAsync(query.Set, query.Version, cancellationToken);
        RegimeSetView view = RegimeSetView.Of(query.Set, stored);
        return query.Market is { } market
            ? view with { Shares = await classification.SharesAsync(market, stored.Rules, cancellationToken) }
            : view;
    }

    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<RegimeSetView>> HistoryAsync(RegimeHistoryQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<StoredRegimeRules> page = await Paging.ReadAsync(query.Continuation, c => store.HistoryAsync(query.Set, query.Limit, c, cancellationToken));
        return page.Select(stored => RegimeSetView.Of(query.Set, stored));
    }

    /// <exception cref="RequestException">It is no rule, or does not fit the others, or somebody saved since.</exception>
    public Task<RegimeSetView> AddAsync(RegimeEdit edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return SaveAsync(edit, rules => Add(rules, edit.Rule(null)), cancellationToken);
    }

    /// <exception cref="RequestException">There is no such rule, it does not fit the others, or somebody saved since.</exception>
    public Task<RegimeSetView> ChangeAsync(string name, RegimeEdit edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return SaveAsync(edit, rules => Change(rules, Find(rules, name), edit), cancellationToken);
    }

    /// <exception cref="RequestException">There is no such rule, or somebody saved since.</exception>
    public Task<RegimeSetView> DeleteAsync(string name, RegimeEdit edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return SaveAsync(edit, rules => (rules.Remove(Find(rules, name).Name), $"deleted {name}"), cancellationToken);
    }

    /// <summary>What the domain says of a rule is for the caller.</summary>
    private static T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ServerlessTrainingException error) when (error is not RequestException)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, error.Message, error);
        }
    }

    internal static (RegimeRuleSet Rules, string Change) Add(RegimeRuleSet rules, RegimeRule rule) =>
        rules.Rules.Any(known => known.Name == rule.Name)
            ? throw new RequestException(new FieldFault("name", rule.Name, $"a name that no regime has yet (PUT /api/regimes/{rule.Name} changes the one that has it)"))
            : (rules.Add(rule), $"added {rule.Name}");

    private static (RegimeRuleSet Rules, string Change) Change(RegimeRuleSet rules, RegimeRule old, RegimeEdit edit)
    {
        RegimeRule rule = edit.Rule(old);
        string did = !rule.Equals(old.WithEnabled(rule.Enabled)) ? "changed" : rule.Enabled ? "enabled" : "disabled";
        return (rules.Replace(old.Name, rule), old.Name == rule.Name ? $"{did} {old.Name}" : $"{did} {old.Name}, now {rule.Name}");
    }

    internal static RegimeRule Find(RegimeRuleSet rules, string name) =>
        rules.Rules.FirstOrDefault(rule => rule.Name == name)
        ?? throw new RequestException(
            StatusCodes.Status404NotFound,
            $"There is no regime '{FieldFault.Show(name)}'.{NearestName.Sentence(name, rules.Rules.Select(rule => rule.Name))} "
            + (rules.Rules.Count == 0 ? "There are none." : $"Regimes are {string.Join(", ", rules.Rules.Select(rule => rule.Name))}."));

    private static RequestException Conflict(RegimeEdit edit, int stands) => new(
        edit.ByHeader ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        $"Set {edit.Set} of the regime rules is at version {stands}, but version {edit.Version} was edited. "
        + "Read it again, see what was changed (GET /api/regimes/history), and repeat the edit.",
        [new FieldFault(edit.ByHeader ? "If-Match" : "version", $"{edit.Version}", $"{stands}")]);

    private async Task<StoredRegimeRules> FindAsync(string set, int? version, CancellationToken cancellationToken)
    {
        StoredRegimeRules current = await store.CurrentAsync(set, cancellationToken);
        if (version is not { } wanted || wanted == current.Version) return current;
        return await store.FindAsync(set, wanted, cancellationToken)
            ?? throw new RequestException(
                StatusCodes.Status404NotFound,
                $"Set {set} of the regime rules has no version {wanted}. The current one is {current.Version}; GET /api/regimes/history lists them.");
    }

    private async Task<RegimeSetView> SaveAsync(RegimeEdit edit, Func<RegimeRuleSet, (RegimeRuleSet Rules, string Change)> make, CancellationToken cancellationToken)
    {
        StoredRegimeRules current = await store.CurrentAsync(edit.Set, cancellationToken);
        if (current.Version != edit.Version) throw Conflict(edit, current.Version);
        (RegimeRuleSet rules, string change) = Checked(() => make(current.Rules));
        if (rules.Equals(current.Rules)) return RegimeSetView.Of(edit.Set, current);
        StoredRegimeRules saved = await store.SaveAsync(edit.Set, rules, edit.Change ?? change, edit.Version, cancellationToken)
            ?? throw Conflict(edit, (await store.CurrentAsync(edit.Set, cancellationToken)).Version);
        string id = $"{edit.Set}-{saved.Version}";
        await audit.AppendAsync(new AuditEntry(id, saved.At, Subject, edit.Set, "saved", "api", $"Version {saved.Version}: {change}."), cancellationToken);
        LogSaved(log, edit.Set, saved.Version, change);
        return RegimeSetView.Of(edit.Set, saved);
    }

    [LoggerMessage(EventId = 3701, Level = LogLevel.Information, Message = "Regime rules {Set}: version {Version}, {Change}")]
    private static partial void LogSaved(ILogger logger, string set, int version, string change);
}
