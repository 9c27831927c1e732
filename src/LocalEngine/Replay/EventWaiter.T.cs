namespace ServerlessTraining.LocalEngine.Replay;

internal sealed class EventWaiter<T>(EventWaiter? below) : EventWaiter(below)
{
    private readonly TaskCompletionSource<T> completion = new();

    public Task<T> Task => completion.Task;

    public override Type Payload => typeof(T);

    public override bool Give(object? value) => value is null && default(T) is not null
        ? throw new InvalidOperationException($"it has no payload, and {typeof(T)} cannot be null.")
        : completion.TrySetResult((T)value!);

    public bool Cancel(CancellationToken cancellation) => completion.TrySetCanceled(cancellation);
}
