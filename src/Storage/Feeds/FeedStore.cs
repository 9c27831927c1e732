using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Feeds;

/// <summary>The states of the feeds, and the lock that lets one process pull at a time.</summary>
public sealed class FeedStore
{
    private const string Nobody = "";
    private const string Owner = "owner";
    private const string Until = "until";
    private static readonly string Partition = TableKey.Of("feeds");
    private static readonly string LockRow = TableKey.Of("lock");
    private readonly EntityTable table;
    private readonly DocumentColumn<FeedState> documents;

    public FeedStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        table = data.Table(StorageNames.Tables.Feeds);
        documents = new DocumentColumn<FeedState>(new DocumentFormat<FeedState>("state of a feed"), new Payloads(data));
    }

    /// <summary>Empty where the feed was never pulled.</summary>
    public async Task<FeedState> ReadAsync(string feed, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, Key(feed), cancellationToken) is { } row ? await documents.ReadAsync(row, cancellationToken) : new FeedState(feed);

    /// <summary>By the holder of the lock only.</summary>
    public async Task WriteAsync(FeedState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        TableEntity row = new(Partition, Key(state.Feed));
        await documents.WriteAsync(row, state, cancellationToken);
        await table.UpsertAsync(row, cancellationToken);
    }

    /// <summary>Takes the lock, or holds it longer; false where another owner has it and its time is not over.</summary>
    public async Task<bool> LockAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        TableEntity? row = await table.ChangeAsync(
            Partition, LockRow, old => IsFree(old, owner, now) ? Row(owner, until) : null, cancellationToken);
        return row?.GetString(Owner) == owner;
    }

    /// <summary>Gives the lock back; one that others have is left alone.</summary>
    public async Task UnlockAsync(string owner, CancellationToken cancellationToken) =>
        await table.ChangeAsync(Partition, LockRow, old => old?.GetString(Owner) == owner ? Row(Nobody, old.GetDateTimeOffset(Until)) : null, cancellationToken);

    private static bool IsFree(TableEntity? row, string owner, DateTimeOffset now) =>
        row is null || row.GetString(Owner) == owner || row.GetString(Owner) == Nobody || row.GetDateTimeOffset(Until) <= now;

    private static TableEntity Row(string owner, DateTimeOffset? until) => new(Partition, LockRow) { [Owner] = owner, [Until] = until };

    private static string Key(string feed) => TableKey.Of("feed", feed);
}
