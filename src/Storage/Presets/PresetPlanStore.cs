using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Presets;

/// <summary>Plans of presets and their entries.</summary>
public sealed class PresetPlanStore
{
    /// <summary>Of entries in a plan.</summary>
    public const int MostEntries = 200;

    private const string ByTime = "time";
    private static readonly string Partition = TableKey.Of("plans");
    private readonly IndexedTable<PresetPlan> plans;
    private readonly IndexedTable<PresetPlanEntry> entries;

    public PresetPlanStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Payloads payloads = new(data);
        EntityTable table = data.Table(StorageNames.Tables.PresetPlans);
        plans = new IndexedTable<PresetPlan>(
            table,
            new DocumentColumn<PresetPlan>(new DocumentFormat<PresetPlan>("plan of presets"), payloads),
            new IndexedRows<PresetPlan>(plan => plan.Id, plan => [TableKey.Of(ByTime, ReversedTime.Key(plan.Created), plan.Id)], Columns));
        entries = new IndexedTable<PresetPlanEntry>(
            table,
            new DocumentColumn<PresetPlanEntry>(new DocumentFormat<PresetPlanEntry>("entry of a plan of presets"), payloads),
            new IndexedRows<PresetPlanEntry>(entry => EntryId(entry.Number), _ => [], (entry, row) => row["status"] = entry.Status.ToString()));
    }

    /// <summary>Stores the entries first, so that a plan which can be seen is whole.</summary>
    /// <returns>False where there is a plan of this id; it and its entries are left as they are.</returns>
    public async Task<bool> CreateAsync(PresetPlan plan, IReadOnlyList<PresetPlanEntry> all, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(all.Count, MostEntries);
        if (await FindAsync(plan.Id, cancellationToken) is not null) return false;
        await entries.UpsertAsync(TableKey.Of(plan.Id), all, cancellationToken);
        return await plans.InsertAsync(Partition, Counted(plan, all), cancellationToken);
    }

    public Task<PresetPlan?> FindAsync(string id, CancellationToken cancellationToken) => plans.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is no such plan.</summary>
    /// <param name="change">May be called again; null leaves the plan as it is.</param>
    public Task<PresetPlan?> ChangeAsync(string id, Func<PresetPlan, PresetPlan?> change, CancellationToken cancellationToken) =>
        plans.ChangeAsync(Partition, id, change, cancellationToken);

    /// <summary>The newest first; without the requests.</summary>
    public async Task<StoredPage<PresetPlan>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        (await plans.PageAsync(new TableQuery { PartitionKey = Partition, RowPrefix = TableKey.Prefix(ByTime) }, limit, continuation, cancellationToken)).Select(Summary);

    /// <summary>By number.</summary>
    public async Task<IReadOnlyList<PresetPlanEntry>> EntriesAsync(string id, CancellationToken cancellationToken) =>
        (await entries.PageAsync(TableKey.Of(id), MostEntries, null, cancellationToken)).Items;

    public Task<PresetPlanEntry?> FindEntryAsync(string id, int number, CancellationToken cancellationToken) =>
        entries.FindAsync(TableKey.Of(id), EntryId(number), cancellationToken);

    /// <summary>Null where there is no such entry.</summary>
    /// <param name="change">May be called again; null leaves the entry as it is.</param>
    public Task<PresetPlanEntry?> ChangeEntryAsync(string id, int number, Func<PresetPlanEntry, PresetPlanEntry?> change, CancellationToken cancellationToken) =>
        entries.ChangeAsync(TableKey.Of(id), EntryId(number), change, cancellationToken);

    /// <summary>Brings the counts of a plan, which lists show, up to its entries.</summary>
    public async Task CountAsync(string id, CancellationToken cancellationToken)
    {
        IReadOnlyList<PresetPlanEntry> all = await EntriesAsync(id, cancellationToken);
        await ChangeAsync(id, plan => Counted(plan, all) is var counted && counted != plan ? counted : null, cancellationToken);
    }

    private static string EntryId(int number) => number.ToString("d4", CultureInfo.InvariantCulture);

    private static PresetPlan Counted(PresetPlan plan, IReadOnlyList<PresetPlanEntry> all) => plan with
    {
        Entries = all.Count,
        Done = all.Count(entry => entry.Status is PresetPlanEntryStatus.Published or PresetPlanEntryStatus.Kept),
        Failed = all.Count(entry => entry.Status == PresetPlanEntryStatus.Failed),
        Skipped = all.Count(entry => entry.Status == PresetPlanEntryStatus.Skipped),
        Cancelled = all.Count(entry => entry.Status == PresetPlanEntryStatus.Cancelled),
    };

    private static void Columns(PresetPlan plan, TableEntity row)
    {
        row["status"] = plan.Status.ToString();
        row["created"] = plan.Created;
        row["finished"] = plan.Finished;
        row["entries"] = plan.Entries;
        row["done"] = plan.Done;
        row["failed"] = plan.Failed;
        row["skipped"] = plan.Skipped;
        row["cancelled"] = plan.Cancelled;
    }

    private static PresetPlan Summary(TableEntity row) => new(
        row.GetString(IndexedTable<PresetPlan>.IdColumn), Enum.Parse<PresetPlanStatus>(row.GetString("status")), row.GetDateTimeOffset("created")!.Value, default)
    {
        Finished = row.GetDateTimeOffset("finished"),
        Entries = row.GetInt32("entries")!.Value,
        Done = row.GetInt32("done")!.Value,
        Failed = row.GetInt32("failed")!.Value,
        Skipped = row.GetInt32("skipped")!.Value,
        Cancelled = row.GetInt32("cancelled")!.Value,
    };
}
