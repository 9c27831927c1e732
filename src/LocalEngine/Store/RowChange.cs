using System.Text;
using Azure;
using Azure.Data.Tables;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>One row of the hub's table is to be written or deleted.</summary>
internal sealed record RowChange(RowChangeKind Kind, string Key, IReadOnlyDictionary<string, object> Values)
{
    // What a row costs in the body of a transaction beside its values: headers, keys, property names.
    private const int Overhead = 700;
    private static readonly Dictionary<string, object> Nothing = [];

    /// <summary>Bytes in a transaction, rather too many than too few: quotation marks inside JSON are written with a backslash.</summary>
    public int Size => Overhead + Values.Values.Sum(v => v is string text ? Encoding.UTF8.GetByteCount(text) * 3 / 2 : 40);

    public static RowChange Insert(string key, Dictionary<string, object> values) => new(RowChangeKind.Insert, key, values);

    public static RowChange Replace(string key, Dictionary<string, object> values) => new(RowChangeKind.Replace, key, values);

    public static RowChange Merge(string key, Dictionary<string, object> values) => new(RowChangeKind.Merge, key, values);

    public static RowChange Delete(string key) => new(RowChangeKind.Delete, key, Nothing);

    /// <summary>Both changes as one, because a transaction may name a row only once; null when they cancel each other out.</summary>
    public RowChange? Then(RowChange later)
    {
        switch (Kind, later.Kind)
        {
            case (RowChangeKind.Insert, RowChangeKind.Delete):
                return null;
            case (RowChangeKind.Delete, RowChangeKind.Insert):
                return later with { Kind = RowChangeKind.Replace };
            case (not RowChangeKind.Delete, RowChangeKind.Delete):
                return later;
            case (not RowChangeKind.Delete, RowChangeKind.Replace):
                return later with { Kind = Kind == RowChangeKind.Insert ? RowChangeKind.Insert : RowChangeKind.Replace };
            case (not RowChangeKind.Delete, RowChangeKind.Merge):
                Dictionary<string, object> both = new(Values);
                foreach ((string name, object value) in later.Values) both[name] = value;
                return this with { Values = both };
            default:
                throw new InvalidOperationException($"The row '{Key}' cannot get {later.Kind} after {Kind}: this is a defect of the engine.");
        }
    }

    public RowChange With(string name, object value) => this with { Values = new Dictionary<string, object>(Values) { [name] = value } };

    public TableTransactionAction ToAction()
    {
        TableEntity entity = new(HubTable.Partition, Key);
        foreach ((string name, object value) in Values) entity[name] = value;
        return Kind switch
        {
            RowChangeKind.Delete => new TableTransactionAction(TableTransactionActionType.Delete, entity, ETag.All),
            RowChangeKind.Merge => new TableTransactionAction(TableTransactionActionType.UpdateMerge, entity, ETag.All),
            _ => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity),
        };
    }
}
