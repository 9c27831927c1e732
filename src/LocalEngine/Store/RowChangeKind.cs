namespace ServerlessTraining.LocalEngine.Store;

/// <summary>Insert says that no such row exists, the other three that one does: the changes of a transaction are folded by that.</summary>
internal enum RowChangeKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}
