namespace ServerlessTraining.Storage.Queues;

/// <summary>Lets one loop be called out of its pause. A call that comes between <see cref="Arm"/> and the wait is not lost.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource source = New();

    /// <summary>Completes with the first call of <see cref="Set"/> from now on.</summary>
    public Task Arm()
    {
        TaskCompletionSource armed = New();
        Interlocked.Exchange(ref source, armed);
        return armed.Task;
    }

    public void Set() => Volatile.Read(ref source).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
