using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Retries;

namespace ServerlessTraining.Storage.Tables;

/// <summary>A table whose writes can be trusted: within Azure's limits on the emulator too, and safe to retry. A failed try may have taken effect; the next one then
/// meets its own row. Each write leaves its id in the row (<see cref="WriterColumn"/>), so that its own row is told from a stranger's.</summary>
public sealed class EntityTable(TableClient client)
{
    /// <summary>The write that the row stands by; of no meaning to readers, and never equal in two runs.</summary>
    public const string WriterColumn = "writer";

    private const int MostRounds = 100;
    private const int LargestPage = 1000;

    public string Name => client.Name;

    public Task CreateIfMissingAsync(CancellationToken cancellationToken) => client.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>False where there was a row with these keys already; it is left as it is.</summary>
    public async Task<bool> InsertAsync(TableEntity row, CancellationToken cancellationToken)
    {
        using WriteCall call = Begin(row);
        try
        {
            return Written(row, await client.AddEntityAsync(row, cancellationToken));
        }
        catch (RequestFailedException conflict) when (conflict.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await IsOursAsync(call, row, cancellationToken);
        }
    }

    /// <summary>Null where there is none. The row's ETag is what <see cref="ReplaceAsync"/> compares.</summary>
    public async Task<TableEntity?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Writes the whole row, whatever was there.</summary>
    public async Task UpsertAsync(TableEntity row, CancellationToken cancellationToken)
    {
        using WriteCall call = Begin(row);
        Written(row, await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken));
    }

    /// <summary>Writes the whole row if it is still as it was read (its ETag); false where it was changed or is gone.</summary>
    public async Task<bool> ReplaceAsync(TableEntity row, CancellationToken cancellationToken)
    {
        ETag read = RequireETag(row);
        using WriteCall call = Begin(row);
        try
        {
            return Written(row, await client.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellationToken));
        }
        catch (RequestFailedException conflict) when (conflict.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            return await IsOursAsync(call, row, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return false;
        }
    }

    /// <summary>Reads, changes and replaces until nobody came between. <paramref name="change"/> gets null where there is no row and may be called again; when it
    /// gives null back, nothing is written.</summary>
    /// <returns>The row as it is then; null where there is none.</returns>
    public async Task<TableEntity?> ChangeAsync(
        string partitionKey, string rowKey, Func<TableEntity?, TableEntity?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (int round = 0; round < MostRounds; round++)
        {
            TableEntity? old = await FindAsync(partitionKey, rowKey, cancellationToken);
            TableEntity? row = change(old);
            if (row is null) return old;
            if (old is not null) row.ETag = old.ETag;
            if (old is null ? await InsertAsync(row, cancellationToken) : await ReplaceAsync(row, cancellationToken)) return row;
        }

        throw Contended(partitionKey, rowKey);
    }

    /// <summary>True when the row is gone, though it was gone before; false where it is not as it was read, if <paramref name="etag"/> is given.</summary>
    public async Task<bool> DeleteAsync(string partitionKey, string rowKey, ETag? etag, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteEntityAsync(partitionKey, rowKey, etag ?? ETag.All, cancellationToken);
            return true;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            return false;
        }
    }

    /// <summary>All of the batch or nothing: false where a row to insert is there, one to replace was changed, or one to delete or replace is gone.</summary>
    public async Task<bool> SubmitAsync(TableBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0) return true;
        using WriteCall call = WriteCall.Begin();
        TableTransactionAction[] writes = [.. batch.Actions.Where(action => action.ActionType != TableTransactionActionType.Delete)];
        foreach (TableEntity row in writes.Select(action => (TableEntity)action.Entity)) Sign(call, row);
        TableLimits.CheckBatch(Name, batch.Actions);
        try
        {
            IReadOnlyList<Response> answers = (await client.SubmitTransactionAsync(batch.Actions, cancellationToken)).Value;
            for (int i = 0; i < batch.Count; i++) Written((TableEntity)batch.Actions[i].Entity, answers[i]);
            return true;
        }
        catch (RequestFailedException conflict) when (IsConflict(conflict))
        {
            if (!call.Retried) return false;
            return writes.Length > 0 ? await AreOursAsync(call, writes, cancellationToken) : await AreGoneAsync(batch, cancellationToken);
        }
    }

    public async IAsyncEnumerable<TableEntity> QueryAsync(TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query.Text, select: query.Columns, cancellationToken: cancellationToken)) yield return row;
    }

    /// <summary>The next rows of the query. The service may answer with fewer than asked, or with none, before the end; a page of ours is full except for the last.</summary>
    /// <param name="limit">1 or more.</param>
    /// <param name="continuation">Of the page before; null for the first.</param>
    /// <exception cref="ContinuationTokenException">The continuation is of another list, or of none.</exception>
    public async Task<StoredPage<TableEntity>> PageAsync(TableQuery query, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        string text = query.Text;
        string list = $"{Name}\n{text}";
        string? token = continuation is null ? null : ContinuationToken.Read(list, continuation);
        List<TableEntity> rows = [];
        do
        {
            AsyncPageable<TableEntity> left = client.QueryAsync<TableEntity>(text, Math.Min(limit - rows.Count, LargestPage), query.Columns, cancellationToken);
            await using IAsyncEnumerator<Page<TableEntity>> pages = left.AsPages(token).GetAsyncEnumerator(cancellationToken);
            if (!await pages.MoveNextAsync()) return new StoredPage<TableEntity>(rows, null);
            rows.AddRange(pages.Current.Values);
            token = pages.Current.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token) && rows.Count < limit);

        return new StoredPage<TableEntity>(rows, string.IsNullOrEmpty(token) ? null : ContinuationToken.Write(list, token));
    }

    internal static ETag RequireETag(TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.ETag != default ? row.ETag : throw new InvalidOperationException("Only a row that was read or written before can be replaced: it has no ETag.");
    }

    internal ServerlessTrainingException Contended(string partitionKey, string rowKey) =>
        new($"Row '{partitionKey}', '{rowKey}' of table {Name} was changed by others {MostRounds} times in a row while it was being changed. Try again.");

    internal static int Rounds => MostRounds;

    private static bool IsConflict(RequestFailedException failure) =>
        failure.ErrorCode == TableErrorCode.EntityAlreadyExists
        || failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
        || failure.ErrorCode == TableErrorCode.ResourceNotFound;

    private static bool Written(TableEntity row, Response answer)
    {
        if (answer.Headers.ETag is { } etag) row.ETag = etag;
        return true;
    }

    private WriteCall Begin(TableEntity row)
    {
        WriteCall call = WriteCall.Begin();
        Sign(call, row);
        return call;
    }

    private void Sign(WriteCall call, TableEntity row)
    {
        row[WriterColumn] = call.Id;
        TableLimits.Check(Name, row);
    }

    /// <summary>Whether the conflict was with an earlier try of the same write.</summary>
    private async Task<bool> IsOursAsync(WriteCall call, TableEntity row, CancellationToken cancellationToken)
    {
        if (!call.Retried) return false;
        TableEntity? stored = await FindAsync(row.PartitionKey, row.RowKey, cancellationToken);
        if (stored?.GetString(WriterColumn) != call.Id) return false;
        row.ETag = stored.ETag;
        return true;
    }

    /// <summary>One row of ours tells that all are; the others are read for their ETags. A row that a stranger has changed since keeps none that is good.</summary>
    private async Task<bool> AreOursAsync(WriteCall call, TableTransactionAction[] writes, CancellationToken cancellationToken)
    {
        bool ours = false;
        foreach (TableEntity row in writes.Select(write => (TableEntity)write.Entity)) ours |= await IsOursAsync(call, row, cancellationToken);
        return ours;
    }

    private async Task<bool> AreGoneAsync(TableBatch batch, CancellationToken cancellationToken)
    {
        foreach (TableTransactionAction action in batch.Actions)
        {
            if (await FindAsync(action.Entity.PartitionKey, action.Entity.RowKey, cancellationToken) is not null) return false;
        }

        return true;
    }
}
