using System.Threading.Channels;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>Lets an activity tell that it has begun and wait until the test lets it go.</summary>
internal sealed class Gate
{
    private readonly Channel<bool> begun = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task BegunAsync() => begun.Reader.ReadAsync(TestHub.Patience()).AsTask();

    public async Task PassAsync(CancellationToken cancellation)
    {
        begun.Writer.TryWrite(true);
        await open.Task.WaitAsync(cancellation);
    }

    public void Open() => open.TrySetResult();
}
