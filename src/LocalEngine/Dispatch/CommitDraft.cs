using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>A commit in the making, under the hub's gate.</summary>
internal sealed class CommitDraft
{
    private readonly List<RowChange> rows = [];
    private readonly List<Action> then = [];

    public void Add(RowChange change) => rows.Add(change);

    /// <summary>What may happen once the rows are written, in this order.</summary>
    public void Then(Action action) => then.Add(action);

    /// <summary>Must be called before the gate is left, so that the order of the commits is the order of the changes in memory.</summary>
    public Commit HandTo(CommitWriter writer) => writer.Add(new Commit(rows, () => then.ForEach(action => action())));
}
