using Azure.Data.Tables;

namespace ServerlessTraining.Storage.Tables;

/// <summary>Rows of a table in the order of their keys. Keys come from <see cref="TableKey"/>.</summary>
public sealed record TableQuery
{
    /// <summary>Null reads the whole table, which is for repairs and tests.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>Row keys that begin so.</summary>
    public string? RowPrefix { get; init; }

    /// <summary>Row keys from this one on.</summary>
    public string? RowFrom { get; init; }

    /// <summary>Row keys before this one.</summary>
    public string? RowBefore { get; init; }

    /// <summary>A further condition on properties, from <see cref="TableClient.CreateQueryFilter(FormattableString)"/>. The service reads all rows of the range for it.</summary>
    public string? Filter { get; init; }

    /// <summary>The properties wanted besides the keys; null for all.</summary>
    public IReadOnlyList<string>? Select { get; init; }

    internal string Text
    {
        get
        {
            List<string> conditions = [];
            if (PartitionKey is not null) conditions.Add(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey}"));
            if (!string.IsNullOrEmpty(RowPrefix))
            {
                conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {RowPrefix}"));
                conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {TableKey.After(RowPrefix)}"));
            }

            if (RowFrom is not null) conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {RowFrom}"));
            if (RowBefore is not null) conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {RowBefore}"));
            if (!string.IsNullOrEmpty(Filter)) conditions.Add($"({Filter})");
            return string.Join(" and ", conditions);
        }
    }

    // The service gives back only what is named, keys included.
    internal IEnumerable<string>? Columns => Select is null ? null : [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), .. Select];
}
