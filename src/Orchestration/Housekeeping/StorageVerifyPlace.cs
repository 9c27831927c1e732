using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>How far a look at everything that is stored is.</summary>
/// <param name="Table">Its place among <see cref="StorageNames.Tables.All"/>; their number at the end.</param>
/// <param name="Rows">The continuation of its rows; null at the first.</param>
internal sealed record StorageVerifyPlace(int Table, string? Rows)
{
    private const string List = "storage verify";
    private const char Separator = '\n';

    public bool IsEnd => Table == StorageNames.Tables.All.Count;

    public string TableName => StorageNames.Tables.All[Table];

    public double Progress => (double)Table / StorageNames.Tables.All.Count;

    /// <summary>Null at the end.</summary>
    public string? Continuation => IsEnd ? null : ContinuationToken.Write(List, $"{TableName}{Separator}{Rows}");

    /// <exception cref="RequestException">It is no continuation of this list.</exception>
    public static StorageVerifyPlace Parse(string? continuation)
    {
        if (continuation is null) return new StorageVerifyPlace(0, null);
        try
        {
            string[] parts = ContinuationToken.Read(List, continuation).Split(Separator);
            int table = StorageNames.Tables.All.Index().Where(one => one.Item == parts[0]).Select(one => one.Index).DefaultIfEmpty(-1).First();
            if (table >= 0 && parts.Length == 2) return new StorageVerifyPlace(table, parts[1].Length == 0 ? null : parts[1]);
        }
        catch (ContinuationTokenException)
        {
            // Said below.
        }

        throw new RequestException(new FieldFault("continuation", FieldFault.Show(continuation), Paging.Allowed));
    }

    /// <param name="rows">The continuation that a page of this table ended with.</param>
    public StorageVerifyPlace After(string? rows) => rows is null ? new StorageVerifyPlace(Table + 1, null) : this with { Rows = rows };
}
