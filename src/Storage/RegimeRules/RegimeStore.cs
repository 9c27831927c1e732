using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.RegimeRules;

/// <summary>Regime rules: every save is a version, and none is ever lost.</summary>
public sealed class RegimeStore
{
    /// <summary>The set that is meant where none is named.</summary>
    public const string DefaultSet = "default";

    private const string Current = "current";
    private const string Version = "version";
    private readonly EntityTable table;
    private readonly TimeProvider clock;
    private readonly DocumentColumn<RegimeRulesDocument> documents;

    public RegimeStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.clock = clock;
        table = data.Table(StorageNames.Tables.Regimes);
        documents = new DocumentColumn<RegimeRulesDocument>(new DocumentFormat<RegimeRulesDocument>("set of regime rules"), new Payloads(data));
    }

    /// <summary>The defaults, as version 0, where nothing was saved.</summary>
    public async Task<StoredRegimeRules> CurrentAsync(string set, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(set), Current, cancellationToken) is { } row
            ? await ReadAsync(row, cancellationToken)
            : new StoredRegimeRules(0, RegimeRuleSet.Default, "the defaults", DateTimeOffset.UnixEpoch);

    /// <summary>Null where there is none.</summary>
    public async Task<StoredRegimeRules?> FindAsync(string set, int version, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(set), KeyOf(version), cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    /// <param name="version">Of the rules that were edited.</param>
    /// <returns>The new version; null where somebody else saved since.</returns>
    public async Task<StoredRegimeRules?> SaveAsync(string set, RegimeRuleSet rules, string description, int version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        string partition = TableKey.Of(set);
        TableEntity? old = await table.FindAsync(partition, Current, cancellationToken);
        if ((old?.GetInt32(Version) ?? 0) != version) return null;
        StoredRegimeRules saved = new(version + 1, rules, description, clock.GetUtcNow());
        TableEntity current = await RowAsync(partition, Current, saved, cancellationToken);
        TableBatch batch = new TableBatch().Insert(await RowAsync(partition, KeyOf(saved.Version), saved, cancellationToken));
        if (old is null)
        {
            batch.Insert(current);
        }
        else
        {
            current.ETag = old.ETag;
            batch.Replace(current);
        }

        return await table.SubmitAsync(batch, cancellationToken) ? saved : null;
    }

    /// <summary>The newest first.</summary>
    public async Task<StoredPage<StoredRegimeRules>> HistoryAsync(string set, int limit, string? continuation, CancellationToken cancellationToken)
    {
        StoredPage<TableEntity> page = await table.PageAsync(
            new TableQuery { PartitionKey = TableKey.Of(set), RowPrefix = TableKey.Prefix(Version) }, limit, continuation, cancellationToken);
        List<StoredRegimeRules> versions = [];
        foreach (TableEntity row in page.Items) versions.Add(await ReadAsync(row, cancellationToken));
        return new StoredPage<StoredRegimeRules>(versions, page.Continuation);
    }

    private static string KeyOf(int version) => TableKey.Of(Version, (int.MaxValue - version).ToString("d10", CultureInfo.InvariantCulture));

    private async Task<TableEntity> RowAsync(string partition, string key, StoredRegimeRules rules, CancellationToken cancellationToken)
    {
        TableEntity row = new(partition, key) { [Version] = rules.Version };
        await documents.WriteAsync(row, new RegimeRulesDocument(rules.Version, rules.Rules.ToJson(), rules.Description, rules.At), cancellationToken);
        return row;
    }

    private async Task<StoredRegimeRules> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        RegimeRulesDocument document = await documents.ReadAsync(row, cancellationToken);
        return new StoredRegimeRules(document.Version, RegimeRuleSet.FromJson(document.Rules), document.Description, document.At);
    }
}
