using Azure.Data.Tables;
using Azure.Storage.Queues;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Chaos;

/// <summary>What is stored, read as it lies there.</summary>
internal sealed class ChaosStorage
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private readonly string connectionString;

    public ChaosStorage(string connectionString)
    {
        this.connectionString = connectionString;
        Accounts = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = connectionString } }, TimeProvider.System);
        Tasks = new FoldTaskStore(Accounts);
    }

    public StorageAccounts Accounts { get; }

    public FoldTaskStore Tasks { get; }

    public Task PrepareAsync(CancellationToken cancellationToken) => new StorageSchema(Accounts.Data).EnsureAsync(cancellationToken);

    /// <summary>Messages go as they are: nobody encodes them.</summary>
    public QueueClient Queue(string name) => new(connectionString, name);

    /// <summary>Every row of the folds' table but those of its queues.</summary>
    public async Task<IReadOnlyList<TableEntity>> FoldRowsAsync(CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in Accounts.Data.Tables.GetTableClient(StorageNames.Tables.FoldResults).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.PartitionKey != "queue") rows.Add(row);
        }

        return rows;
    }

    /// <summary>Waits until each fold is trained.</summary>
    public async Task AllDoneAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (string key in keys)
        {
            while (await Tasks.FindAsync(key, cancellationToken) is not { State: FoldTaskState.Done }) await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>Holds the law of a run on what is stored: each fold has one task row, Done, and one result row of the same try, whose file is there. No other row is.</summary>
    public async Task AssertTrainedAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        IReadOnlyList<TableEntity> rows = await FoldRowsAsync(cancellationToken);
        Dictionary<string, TableEntity> tasks = rows.Where(row => row.RowKey == "task").ToDictionary(row => row.PartitionKey, StringComparer.Ordinal);
        Dictionary<string, TableEntity> results = rows.Where(row => row.RowKey == "result").ToDictionary(row => row.PartitionKey, StringComparer.Ordinal);
        Assert.Equal(2 * keys.Count, rows.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), tasks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys.Order(StringComparer.Ordinal), results.Keys.Order(StringComparer.Ordinal));
        foreach (string key in keys)
        {
            Assert.Equal(nameof(FoldTaskState.Done), tasks[key].GetString("state"));
            string owner = tasks[key].GetString("owner");
            Assert.Equal(owner, results[key].GetString("owner"));
            Assert.Equal(tasks[key].GetInt32("attempts"), results[key].GetInt32("attempt"));
            string file = $"chaos/{key}/{owner}";
            Assert.Contains(file, results[key].GetString("outcome"), StringComparison.Ordinal);
            Assert.True(
                await Accounts.Data.Blobs.GetBlobContainerClient(StorageNames.Containers.Predictions).GetBlobClient(file).ExistsAsync(cancellationToken), $"'{file}' is missing");
        }
    }

    /// <summary>Messages of a queue, hidden ones too.</summary>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken) =>
        (await Queue(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>Messages of a poison queue, as they lie there; none where it was never made.</summary>
    public async Task<IReadOnlyList<string>> ParkedAsync(string queue, CancellationToken cancellationToken)
    {
        QueueClient poison = Queue(queue + StorageNames.Queues.PoisonSuffix);
        if (!await poison.ExistsAsync(cancellationToken)) return [];
        return [.. (await poison.PeekMessagesAsync(32, cancellationToken)).Value.Select(message => message.Body.ToString())];
    }
}
