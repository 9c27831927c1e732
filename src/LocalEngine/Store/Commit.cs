namespace ServerlessTraining.LocalEngine.Store;

/// <summary>Rows that become durable together, and what may happen only after that.</summary>
/// <param name="rows">In an order in which the first ones may be there without the last ones, should the commit be too big for one transaction.</param>
/// <param name="then">Runs in the order of the commits, on the writer's own loop: it must be short and must not throw.</param>
internal sealed class Commit(IReadOnlyList<RowChange> rows, Action? then = null)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RowChange> Rows { get; } = rows;

    public Task Done => done.Task;

    public void Succeed()
    {
        then?.Invoke();
        done.SetResult();
    }

    public void Fail(Exception reason)
    {
        if (done.TrySetException(reason)) _ = done.Task.Exception;
    }
}
