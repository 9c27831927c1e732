using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

internal sealed class PlannedTimer(TimerCreated record) : PlannedAction(record)
{
    private readonly TaskCompletionSource completion = new();

    public Task Task => completion.Task;

    /// <summary>It was given up in the part of the history that is replayed.</summary>
    public bool CancelledBefore { get; set; }

    public override void Complete(string? result) => completion.SetResult();

    public void Cancel() => completion.SetCanceled();
}
