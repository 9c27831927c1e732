using Azure.Data.Tables;

namespace ServerlessTraining.Bench.Scale;

/// <summary>What Azure counts a row at, by its published formula: 4 bytes, twice the characters of both keys, and for each property 8 bytes, twice the characters of its name, and
/// its value.</summary>
internal static class RowBytes
{
    public static long Of(TableEntity row) => 4 + (2L * (row.PartitionKey.Length + row.RowKey.Length)) + row
        .Where(property => property.Key is not (nameof(row.PartitionKey) or nameof(row.RowKey) or nameof(row.Timestamp) or "odata.etag"))
        .Sum(property => 8 + (2L * property.Key.Length) + ValueOf(property.Value));

    private static long ValueOf(object? value) => value switch
    {
        string text => 4 + (2L * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };
}
