using Azure.Data.Tables;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Schema;

/// <summary>Brings the data account to the version of this program: creates what is missing, runs the steps that an older store lacks, refuses a newer one.</summary>
public sealed class StorageSchema
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;

    private const string Partition = "schema";
    private const string Row = "version";
    private const string Column = "version";
    private const string MadeColumn = "made";
    private readonly StorageClients data;
    private readonly string[] everything;
    private readonly StorageMigration[] migrations;
    private readonly EntityTable table;
    private readonly int version;

    public StorageSchema(StorageClients data)
        : this(data, [])
    {
    }

    internal StorageSchema(StorageClients data, IEnumerable<StorageMigration> migrations)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.data = data;
        this.migrations = [.. migrations];
        table = data.Table(StorageNames.Tables.Schema);
        version = CurrentVersion + this.migrations.Length;
        everything =
        [
            // Tables that were copied into another account say nothing about what is there.
            "account:" + data.Tables.AccountName,
            .. StorageNames.Tables.All.Select(name => "table:" + name),
            .. StorageNames.Containers.All.Select(name => "container:" + name),
            .. StorageNames.Queues.All.Select(name => "queue:" + name),
        ];
        if (!this.migrations.Select(step => step.Version).SequenceEqual(Enumerable.Range(CurrentVersion + 1, this.migrations.Length)))
        {
            string versions = string.Join(", ", this.migrations.Select(step => step.Version));
            throw new InvalidOperationException($"The steps lead to the versions {versions}; the first must be {CurrentVersion + 1} and each further one be one higher.");
        }
    }

    /// <summary>Safe to call at every start, by any number of processes at once. Where nothing is to be done it is one read: the version row says what was made.</summary>
    /// <exception cref="StorageSchemaException">The store is newer than the program.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        // Before anything is made: a newer store is left as it is.
        TableEntity? row = await table.FindAsync(Partition, Row, cancellationToken);
        if (row is not null) RefuseNewer(row);
        if (row is null || Missing(row).Any())
        {
            await CreateMissingAsync(cancellationToken);
            row ??= await FirstAsync(cancellationToken);
        }

        while (VersionOf(row) < version) row = await StepAsync(row, cancellationToken);
        while (Missing(row).Any()) row = await NoteAsync(row, cancellationToken);
    }

    private async Task CreateMissingAsync(CancellationToken cancellationToken) => await Task.WhenAll(
    [
        .. StorageNames.Tables.All.Select(name => data.Table(name).CreateIfMissingAsync(cancellationToken)),
        .. StorageNames.Containers.All.Select(name => data.Container(name).CreateIfMissingAsync(cancellationToken)),
        .. StorageNames.Queues.All.Select(name => data.Queue(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);

    private async Task<TableEntity> FirstAsync(CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition, Row) { [Column] = version, [MadeColumn] = string.Join(',', everything) };
        return await table.InsertAsync(row, cancellationToken) ? row : await ReadAsync(cancellationToken);
    }

    private async Task<TableEntity> StepAsync(TableEntity row, CancellationToken cancellationToken)
    {
        StorageMigration step = migrations[VersionOf(row) - CurrentVersion];
        await step.RunAsync(data, cancellationToken);
        row[Column] = step.Version;
        // Another process may have made the same step; then its word counts.
        return await table.ReplaceAsync(row, cancellationToken) ? row : await ReadAsync(cancellationToken);
    }

    private async Task<TableEntity> NoteAsync(TableEntity row, CancellationToken cancellationToken)
    {
        // What other programs made stays noted, so that two of them beside each other do not take turns.
        row[MadeColumn] = string.Join(',', [.. Made(row), .. Missing(row)]);
        return await table.ReplaceAsync(row, cancellationToken) ? row : await ReadAsync(cancellationToken);
    }

    private async Task<TableEntity> ReadAsync(CancellationToken cancellationToken)
    {
        TableEntity row = await table.FindAsync(Partition, Row, cancellationToken)
            ?? throw new StorageSchemaException($"The version row of table {table.Name} was deleted while the program was starting. Start it again.");
        RefuseNewer(row);
        return row;
    }

    private static string[] Made(TableEntity row) => row.GetString(MadeColumn)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private IEnumerable<string> Missing(TableEntity row) => everything.Except(Made(row), StringComparer.Ordinal);

    private void RefuseNewer(TableEntity row)
    {
        int found = VersionOf(row);
        if (found <= version) return;
        throw new StorageSchemaException(
            $"The store has version {found}, and this program knows versions up to {version}. Start the newer program, or give this one another storage account.");
    }

    private int VersionOf(TableEntity row) => row.GetInt32(Column) is { } number and >= CurrentVersion
        ? number
        : throw new StorageSchemaException($"The version row of table {table.Name} is damaged: '{Column}' must be a number from {CurrentVersion}. Restore it from a copy.");
}
