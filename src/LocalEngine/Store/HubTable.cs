using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>The hub's table: one partition, so that every transaction can carry the epoch row.</summary>
internal sealed class HubTable(TableClient table)
{
    public const string Partition = "hub";

    public TableClient Client => table;

    public Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    public async Task<TableEntity?> FindAsync(string key, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, key, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Rows in key order, page by page.</summary>
    /// <param name="range">Which keys.</param>
    /// <param name="filter">A further OData condition, or null.</param>
    /// <param name="select">The properties wanted; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<TableEntity> ReadAsync(
        KeyRange range, string? filter, IReadOnlyList<string>? select, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? after = null;
        do
        {
            (IReadOnlyList<TableEntity> rows, string? next) = await PageAsync(range, after, filter, select, pageSize: 1000, cancellation);
            foreach (TableEntity row in rows) yield return row;
            after = next;
        }
        while (after is not null);
    }

    /// <summary>One page of at most <paramref name="pageSize"/> rows after the key <paramref name="after"/>; the key to go on from is null when there is nothing more.</summary>
    public async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> PageAsync(
        KeyRange range, string? after, string? filter, IReadOnlyList<string>? select, int pageSize, CancellationToken cancellation)
    {
        string lower = after is null ? TableClient.CreateQueryFilter($"RowKey ge {range.From}") : TableClient.CreateQueryFilter($"RowKey gt {after}");
        string query = $"{TableClient.CreateQueryFilter($"PartitionKey eq {Partition}")} and {lower} and {TableClient.CreateQueryFilter($"RowKey lt {range.To}")}";
        if (filter is not null) query += $" and ({filter})";
        // One more than asked for tells whether there is another page. The service may answer with fewer and a token.
        List<TableEntity> rows = [];
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(query, Math.Min(pageSize + 1, 1000), select, cancellation).AsPages())
        {
            rows.AddRange(page.Values);
            if (rows.Count > pageSize) break;
        }

        return rows.Count > pageSize ? (rows[..pageSize], rows[pageSize - 1].RowKey) : (rows, null);
    }
}
