using Azure.Data.Tables;

namespace ServerlessTraining.Storage.Tables;

/// <summary>How a record lies in an <see cref="IndexedTable{T}"/>.</summary>
/// <param name="Id">Never changes.</param>
/// <param name="Indexes">The keys of its index rows: the name of the index, the value, what the list is sorted by, the id.</param>
/// <param name="Columns">Sets what lists show and filter by.</param>
internal sealed record IndexedRows<T>(Func<T, string> Id, Func<T, IEnumerable<string>> Indexes, Action<T, TableEntity> Columns);
