using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Presets;

/// <summary>Comparisons of presets.</summary>
public sealed class PresetComparisonStore
{
    private const string ByTime = "time";
    private static readonly string Partition = TableKey.Of("presetcomparisons");
    private readonly IndexedTable<PresetComparison> comparisons;

    public PresetComparisonStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        comparisons = new IndexedTable<PresetComparison>(
            data.Table(StorageNames.Tables.PresetComparisons),
            new DocumentColumn<PresetComparison>(new DocumentFormat<PresetComparison>("comparison of presets"), new Payloads(data)),
            new IndexedRows<PresetComparison>(
                one => one.Id, one => [TableKey.Of(ByTime, ReversedTime.Key(one.Created), one.Id)], (one, row) => row["status"] = one.Status.ToString()));
    }

    /// <summary>The ids, those of the newest first.</summary>
    public async Task<StoredPage<string>> IdsAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        TableQuery newest = new() { PartitionKey = Partition, RowPrefix = TableKey.Prefix(ByTime) };
        return (await comparisons.PageAsync(newest, limit, continuation, cancellationToken)).Select(row => row.GetString(IndexedTable<PresetComparison>.IdColumn));
    }

    /// <summary>False where there is one of this id.</summary>
    public Task<bool> InsertAsync(PresetComparison comparison, CancellationToken cancellationToken) => comparisons.InsertAsync(Partition, comparison, cancellationToken);

    public Task<PresetComparison?> FindAsync(string id, CancellationToken cancellationToken) => comparisons.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is none.</summary>
    /// <param name="change">May be called again; null leaves it as it is.</param>
    public Task<PresetComparison?> ChangeAsync(string id, Func<PresetComparison, PresetComparison?> change, CancellationToken cancellationToken) =>
        comparisons.ChangeAsync(Partition, id, change, cancellationToken);
}
