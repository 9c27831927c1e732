using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Runs;

/// <summary>What was trained already, by the hash of the configuration (table confighashes). Rows are only ever added, or deleted with the run.</summary>
public sealed class TrainedConfigurationStore(StorageClients data)
{
    private readonly EntityTable table = data.Table(StorageNames.Tables.ConfigHashes);

    /// <summary>False where the same was trained before; the first run stays the one that is named.</summary>
    public Task<bool> InsertAsync(TrainedConfiguration trained, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trained);
        (string partition, string row) = Keys(trained.ConfigurationHash, trained.DataFingerprint, trained.FoldPlanKey, trained.CodeVersion, trained.Seed);
        return table.InsertAsync(new TableEntity(partition, row) { ["run_id"] = trained.RunId, ["at"] = trained.At }, cancellationToken);
    }

    /// <summary>Null where exactly this was not trained.</summary>
    public async Task<TrainedConfiguration?> FindAsync(
        string configurationHash, string dataFingerprint, string foldPlanKey, string codeVersion, ulong seed, CancellationToken cancellationToken)
    {
        (string partition, string row) = Keys(configurationHash, dataFingerprint, foldPlanKey, codeVersion, seed);
        return await table.FindAsync(partition, row, cancellationToken) is { } found ? Read(found) : null;
    }

    /// <summary>Every training of the configuration: says which parts match where not all do.</summary>
    public async IAsyncEnumerable<TrainedConfiguration> ListAsync(string configurationHash, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in table.QueryAsync(new TableQuery { PartitionKey = TableKey.Of(configurationHash) }, cancellationToken)) yield return Read(row);
    }

    /// <summary>When the run is taken back. What is gone already is deleted.</summary>
    public Task DeleteAsync(TrainedConfiguration trained, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trained);
        (string partition, string row) = Keys(trained.ConfigurationHash, trained.DataFingerprint, trained.FoldPlanKey, trained.CodeVersion, trained.Seed);
        return table.DeleteAsync(partition, row, null, cancellationToken);
    }

    private static (string Partition, string Row) Keys(string hash, string fingerprint, string plan, string code, ulong seed) =>
        (TableKey.Of(hash), TableKey.Of(fingerprint, plan, code, seed.ToString(CultureInfo.InvariantCulture)));

    private static TrainedConfiguration Read(TableEntity row)
    {
        IReadOnlyList<string> parts = TableKey.Parts(row.RowKey);
        return new TrainedConfiguration(TableKey.Parts(row.PartitionKey)[0], parts[0], parts[1], parts[2], ulong.Parse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture), row.GetString("run_id"), row.GetDateTimeOffset("at")!.Value);
    }
}
