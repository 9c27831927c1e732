using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Presets;

/// <summary>Presets with all their versions. The history of a name is the truth: what happens to the name is its next line, which only one of several writers can take;
/// the others read again and take the one behind it. The row that lists and searches see follows, and is brought up to the history whenever the name is read.</summary>
public sealed class PresetStore
{
    private const string Line = "line";
    private const string Save = "save";
    private const string ByName = "name";
    private const string BySymbol = "symbol";
    private const string ByDeleted = "deleted";
    private static readonly string Partition = TableKey.Of("presets");
    private static readonly string[] Shown = [IndexedTable<StoredPreset>.IdColumn, "version", "at", "status", "best_metric", "auto_validated", "description"];
    private readonly EntityTable history;
    private readonly EntityTable performance;
    private readonly IndexedTable<StoredPreset> presets;
    private readonly DocumentColumn<PresetLine> lines;
    private readonly DocumentColumn<PresetPerformance> performances;

    public PresetStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Payloads payloads = new(data);
        history = data.Table(StorageNames.Tables.PresetHistory);
        performance = data.Table(StorageNames.Tables.PresetPerformance);
        lines = new DocumentColumn<PresetLine>(new DocumentFormat<PresetLine>("line of a preset's history"), payloads);
        performances = new DocumentColumn<PresetPerformance>(new DocumentFormat<PresetPerformance>("performance of a preset"), payloads);
        presets = new IndexedTable<StoredPreset>(
            data.Table(StorageNames.Tables.Presets),
            new DocumentColumn<StoredPreset>(new DocumentFormat<StoredPreset>("preset"), payloads),
            new IndexedRows<StoredPreset>(preset => preset.Name, Indexes, Columns));
    }

    /// <summary>Makes the next version.</summary>
    /// <param name="saveId">Makes the save one: the same id again gives what the first save gave.</param>
    public Task<StoredPreset> SaveAsync(PresetDraft draft, DateTimeOffset at, string saveId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return AppendAsync(draft.Name, versions => versions.Save(draft.ContentFingerprint, draft.Description, at), draft, saveId, cancellationToken);
    }

    /// <summary>Makes the next version, under a deleted name too.</summary>
    public Task<StoredPreset> ImportAsync(PresetDraft draft, DateTimeOffset at, string saveId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return AppendAsync(draft.Name, versions => versions.Import(draft.ContentFingerprint, draft.Description, at), draft, saveId, cancellationToken);
    }

    /// <summary>Hides the name; nothing is lost.</summary>
    public Task<StoredPreset> DeleteAsync(PresetName name, string description, DateTimeOffset at, string saveId, CancellationToken cancellationToken) =>
        AppendAsync(name, versions => versions.Delete(description, at), null, saveId, cancellationToken);

    /// <summary>Shows a deleted name again as it was.</summary>
    public Task<StoredPreset> RestoreAsync(PresetName name, string description, DateTimeOffset at, string saveId, CancellationToken cancellationToken) =>
        AppendAsync(name, versions => versions.Restore(description, at), null, saveId, cancellationToken);

    /// <summary>The current version, of a deleted name too. Null where the name was never saved.</summary>
    public async Task<StoredPreset?> FindAsync(PresetName name, CancellationToken cancellationToken)
    {
        PresetVersions versions = await HistoryAsync(name, cancellationToken);
        return versions.Latest == 0 ? null : await CatchUpAsync(name, versions, cancellationToken);
    }

    /// <summary>Null where there is no such version.</summary>
    public async Task<StoredPreset?> FindAsync(PresetName name, int version, CancellationToken cancellationToken)
    {
        PresetVersions versions = await HistoryAsync(name, cancellationToken);
        return versions.Versions.Any(line => line.Version == version) ? await OfAsync(name, versions, version, cancellationToken) : null;
    }

    /// <summary>Every line, without contents.</summary>
    public async Task<PresetVersions> HistoryAsync(PresetName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<PresetEvent> events = [];
        TableQuery query = new() { PartitionKey = TableKey.Of(name.Text), RowPrefix = TableKey.Prefix(Line), Select = ["kind", "version", "description", "fingerprint", "at"] };
        await foreach (TableEntity row in history.QueryAsync(query, cancellationToken))
        {
            events.Add(new PresetEvent(
                Enum.Parse<PresetEventKind>(row.GetString("kind")),
                row.GetInt32("version")!.Value,
                row.GetString("description"),
                row.GetString("fingerprint"),
                row.GetDateTimeOffset("at")!.Value));
        }

        return PresetVersions.Load(name, events);
    }

    /// <summary>By name, or as the filter sorts. Of a symbol only its rows are read; the other conditions are asked of each row, by the service where it can. A list
    /// by name ends where the page is full; for any other order all rows that fit are read.</summary>
    public async Task<StoredPage<PresetSummary>> PageAsync(PresetFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        string list = $"presets\n{filter}";
        string? last = continuation is null ? null : ContinuationToken.Read(list, continuation);
        List<PresetSummary> page = filter.Sort == PresetSort.Name
            ? await ByNameAsync(filter, limit + 1, last, cancellationToken)
            : PresetOrder.Behind(await ByNameAsync(filter, int.MaxValue, null, cancellationToken), filter.Sort, last, limit + 1);
        if (page.Count <= limit) return new StoredPage<PresetSummary>(page, null);
        page.RemoveAt(limit);
        return new StoredPage<PresetSummary>(page, ContinuationToken.Write(list, PresetOrder.Mark(page[^1], filter.Sort)));
    }

    /// <summary>False where this entry is there.</summary>
    public async Task<bool> LogPerformanceAsync(PresetPerformance entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        TableEntity row = new(TableKey.Of(entry.Name), TableKey.Of(ReversedTime.Key(entry.At), entry.Id)) { ["version"] = entry.Version };
        await performances.WriteAsync(row, entry, cancellationToken);
        return await performance.InsertAsync(row, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    public async Task<StoredPage<PresetPerformance>> PerformanceAsync(PresetName name, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        StoredPage<TableEntity> page = await performance.PageAsync(new TableQuery { PartitionKey = TableKey.Of(name.Text) }, limit, continuation, cancellationToken);
        List<PresetPerformance> entries = [];
        foreach (TableEntity row in page.Items) entries.Add(await performances.ReadAsync(row, cancellationToken));
        return new StoredPage<PresetPerformance>(entries, page.Continuation);
    }

    private static string KeyOf(int line) => TableKey.Of(Line, line.ToString("d8", CultureInfo.InvariantCulture));

    private static IEnumerable<string> Indexes(StoredPreset preset) => preset.IsDeleted
        ? [TableKey.Of(ByDeleted, preset.Name)]
        : [TableKey.Of(ByName, preset.Name), TableKey.Of(BySymbol, preset.Parsed().Symbol.Name, preset.Name)];

    private static void Columns(StoredPreset preset, TableEntity row)
    {
        PresetName name = preset.Parsed();
        row["symbol"] = name.Symbol.Name;
        row["timeframe"] = name.Timeframe.Name;
        row["feature_system"] = name.FeatureSystem;
        row["architecture"] = name.Architecture;
        row["version"] = preset.Version;
        row["at"] = preset.At;
        row["best_metric"] = preset.BestMetric;
        row["status"] = preset.Status?.ToString();
        row["auto_validated"] = preset.AutoValidated;
        row["description"] = preset.Description;
    }

    private static PresetSummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<StoredPreset>.IdColumn), row.GetInt32("version")!.Value, row.GetDateTimeOffset("at")!.Value, row.GetDouble("best_metric"))
    {
        Status = row.GetString("status") is { } status ? Enum.Parse<PresetStatus>(status) : null,
        AutoValidated = row.GetBoolean("auto_validated") ?? false,
        Description = row.GetString("description") ?? "",
    };

    /// <param name="after">The name that the list goes on behind.</param>
    private async Task<List<PresetSummary>> ByNameAsync(PresetFilter filter, int most, string? after, CancellationToken cancellationToken)
    {
        string[] range = filter switch
        {
            { Deleted: true } => [ByDeleted],
            { Symbol: { } symbol } => [BySymbol, symbol.Name],
            _ => [ByName],
        };
        TableQuery query = new()
        {
            PartitionKey = Partition,
            RowPrefix = TableKey.Prefix(range),
            RowFrom = after is null ? null : TableKey.Of([.. range, after]),
            Filter = filter.Conditions(),
            Select = Shown,
        };
        List<PresetSummary> found = [];
        await foreach (TableEntity row in presets.QueryAsync(query, cancellationToken))
        {
            PresetSummary preset = Summary(row);
            if (preset.Name == after || !filter.Takes(preset)) continue;
            found.Add(preset);
            if (found.Count == most) break;
        }

        return found;
    }

    private async Task<StoredPreset> AppendAsync(
        PresetName name, Func<PresetVersions, PresetVersions> change, PresetDraft? draft, string saveId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        string partition = TableKey.Of(name.Text);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            PresetVersions versions = await HistoryAsync(name, cancellationToken);
            if (await history.FindAsync(partition, TableKey.Of(Save, saveId), cancellationToken) is { } made)
            {
                // The same save may have been made elsewhere since the history was read.
                versions = await HistoryAsync(name, cancellationToken);
                StoredPreset current = await CatchUpAsync(name, versions, cancellationToken);
                int version = made.GetInt32("version")!.Value;
                return version == current.Version ? current : await OfAsync(name, versions, version, cancellationToken);
            }

            PresetVersions next = change(versions);
            PresetEvent line = next.Events[^1];
            TableEntity row = new(partition, KeyOf(next.Events.Count))
            {
                ["kind"] = line.Kind.ToString(),
                ["version"] = line.Version,
                ["description"] = line.Description,
                ["fingerprint"] = line.ContentFingerprint,
                ["at"] = line.At,
            };
            PresetLine stored = new(line, draft?.BestMetric, draft?.Content) { Status = draft?.Status, AutoValidated = draft?.AutoValidated ?? false, Use = draft?.Use };
            await lines.WriteAsync(row, stored, cancellationToken);
            TableBatch batch = new TableBatch().Insert(row).Insert(new TableEntity(partition, TableKey.Of(Save, saveId)) { ["version"] = line.Version });
            if (await history.SubmitAsync(batch, cancellationToken)) return await CatchUpAsync(name, next, cancellationToken);
        }

        throw history.Contended(partition, Line);
    }

    /// <summary>Brings the row that lists see up to the history, unless it is further already.</summary>
    private async Task<StoredPreset> CatchUpAsync(PresetName name, PresetVersions versions, CancellationToken cancellationToken)
    {
        StoredPreset preset = await OfAsync(name, versions, versions.Latest, cancellationToken);
        if (await presets.FindAsync(Partition, name.Text, cancellationToken) is null && await presets.InsertAsync(Partition, preset, cancellationToken)) return preset;
        await presets.ChangeAsync(Partition, name.Text, old => old.Lines < preset.Lines ? preset : null, cancellationToken);
        return preset;
    }

    private async Task<StoredPreset> OfAsync(PresetName name, PresetVersions versions, int version, CancellationToken cancellationToken)
    {
        int number = versions.Events.ToList().FindLastIndex(line => line.Version == version && line.Kind is (PresetEventKind.Saved or PresetEventKind.Imported)) + 1;
        TableEntity row = await history.FindAsync(TableKey.Of(name.Text), KeyOf(number), cancellationToken)
            ?? throw new StoredDocumentException($"Version {version} of preset {name} is gone from table {history.Name}. Restore it from a copy.");
        PresetLine line = await lines.ReadAsync(row, cancellationToken);
        PresetEvent made = line.Event;
        return new StoredPreset(
            name.Text, version, versions.IsDeleted, made.Description, made.ContentFingerprint, made.At, line.BestMetric, line.Content!.Value, versions.Events.Count)
        {
            Status = line.Status,
            AutoValidated = line.AutoValidated,
            Use = line.Use,
        };
    }
}
