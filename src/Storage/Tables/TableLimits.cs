using System.Buffers;
using System.Text.Json;
using Azure.Data.Tables;

namespace ServerlessTraining.Storage.Tables;

/// <summary>What Azure enforces and Azurite does not
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).</summary>
public static class TableLimits
{
    /// <summary>Of one property: a string has two bytes a character.</summary>
    public const int PropertyBytes = 64 * 1024;

    /// <summary>The three of every row (keys and time stamp) included.</summary>
    public const int Properties = 255;

    public const int RowBytes = 1024 * 1024;

    /// <summary>Of a partition key or a row key, two bytes a character.</summary>
    public const int KeyBytes = 1024;

    public const int BatchRows = 100;

    /// <summary>Of the whole request.</summary>
    public const int BatchBytes = 4 * 1024 * 1024;

    private const int SystemProperties = 3;
    private const int NameLength = 255;
    // Headers and boundaries of one operation inside a batch, generously.
    private const int OperationBytes = 1024;
    // '%' is not on Azure's list, but its front ends have refused keys with it.
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. "/\\#?%", .. Enumerable.Range(0, 256).Select(code => (char)code).Where(char.IsControl)]);

    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="TableLimitException">With everything that is wrong with the row.</exception>
    public static void Check(string table, TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        List<string> errors = [];
        CheckKey("partition key", row.PartitionKey, errors);
        CheckKey("row key", row.RowKey, errors);
        int count = SystemProperties;
        long size = 4 + (2L * ((row.PartitionKey?.Length ?? 0) + (row.RowKey?.Length ?? 0)));
        foreach ((string name, object? value) in row)
        {
            if (IsSystem(name) || value is null) continue;
            count++;
            long bytes = BytesOf(value);
            size += 8 + (2L * name.Length) + bytes;
            if (bytes < 0) errors.Add($"property '{name}' is a {value.GetType().Name}; allowed are string, bool, int, long, double, Guid, DateTime(Offset) and bytes");
            if (bytes > PropertyBytes + 4) errors.Add($"property '{name}' has {bytes - 4} bytes, allowed are {PropertyBytes}");
            if (value is DateTimeOffset instant && instant < Earliest) errors.Add($"property '{name}' is {instant:O}, allowed is 1601-01-01 and later");
            if (!IsName(name)) errors.Add($"property '{name}' has no usable name: 1 to {NameLength} letters, digits and '_', no digit first");
        }

        if (count > Properties) errors.Add($"it has {count} properties, allowed are {Properties}, the {SystemProperties} of every row included");
        if (size > RowBytes) errors.Add($"it has {size} bytes, allowed are {RowBytes}");
        if (errors.Count > 0) throw new TableLimitException($"Row '{Cut(row.PartitionKey)}', '{Cut(row.RowKey)}' of table {table}", errors);
    }

    internal static void CheckBatch(string table, IReadOnlyList<TableTransactionAction> actions)
    {
        List<string> errors = [];
        if (actions.Count > BatchRows) errors.Add($"it has {actions.Count} rows, allowed are {BatchRows}");
        string[] partitions = [.. actions.Select(action => action.Entity.PartitionKey).Distinct()];
        if (partitions.Length > 1) errors.Add($"it has rows of {partitions.Length} partitions ('{Cut(partitions[0])}', '{Cut(partitions[1])}'), allowed is one");
        errors.AddRange(actions
            .GroupBy(action => action.Entity.RowKey)
            .Where(same => same.Count() > 1)
            .Select(same => $"row '{Cut(same.Key)}' is in it {same.Count()} times, allowed is once"));
        long bytes = actions.Sum(RequestBytes);
        if (bytes > BatchBytes) errors.Add($"it has {bytes} bytes, allowed are {BatchBytes}");
        if (errors.Count > 0) throw new TableLimitException($"The batch of partition '{Cut(partitions.FirstOrDefault())}' of table {table}", errors);
    }

    internal static long RequestBytes(TableTransactionAction action)
    {
        long bytes = OperationBytes;
        foreach ((string name, object? value) in (TableEntity)action.Entity)
        {
            bytes += name.Length + 64;
            if (value is string text) bytes += JsonEncodedLength(text);
            else if (value is byte[] or BinaryData) bytes += BytesOf(value) * 4 / 3;
        }

        return bytes;
    }

    // Short texts are counted at their worst, so that small batches cost nothing.
    private static long JsonEncodedLength(string text) => text.Length < 256 ? 6L * text.Length : JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;

    private static void CheckKey(string what, string? key, List<string> errors)
    {
        if (key is null)
        {
            errors.Add($"it has no {what}");
            return;
        }

        if (2 * key.Length > KeyBytes) errors.Add($"its {what} has {2 * key.Length} bytes, allowed are {KeyBytes}");
        int at = key.AsSpan().IndexOfAny(Forbidden);
        if (at < 0) return;
        errors.Add($"its {what} has the character U+{(int)key[at]:X4}, allowed are all but / \\ # ? % and control characters: make keys with {nameof(TableKey)}");
    }

    private static bool IsSystem(string name) => name is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameLength && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static long BytesOf(object value) => value switch
    {
        string text => 4 + (2L * text.Length),
        byte[] bytes => 4 + bytes.Length,
        BinaryData data => 4 + data.ToMemory().Length,
        bool => 1,
        int => 4,
        long or double or DateTime or DateTimeOffset => 8,
        Guid => 16,
        _ => -1,
    };

    private static string Cut(string? key) => key is { Length: > 80 } ? key[..80] + "..." : key ?? "";
}
