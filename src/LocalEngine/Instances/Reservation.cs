namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>An id that only its holder may start or purge.</summary>
internal sealed class Reservation(LiveInstances live, string id) : IDisposable
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public Task Released => released.Task;

    public void Dispose()
    {
        live.Release(this);
        released.TrySetResult();
    }
}
