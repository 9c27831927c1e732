using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Storage.Tests.Queues;

/// <summary>Holds back the answer to one poll of a queue. Pass it as <c>perTry</c> of the clients that poll.</summary>
/// <param name="number">Of the poll, from 1.</param>
/// <param name="before">Is told of each poll before it is sent.</param>
internal sealed class HeldPoll(int number, Action<int> before) : HttpPipelinePolicy
{
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int polls;

    /// <summary>Completes when the answer is here and held.</summary>
    public Task Held => held.Task;

    public void Release() => released.TrySetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        int poll = 0;
        if (message.Request.Method == RequestMethod.Get && message.Request.Uri.Path.EndsWith("/messages", StringComparison.Ordinal))
        {
            poll = Interlocked.Increment(ref polls);
            before(poll);
        }

        await ProcessNextAsync(message, pipeline);
        if (poll != number) return;
        held.TrySetResult();
        await released.Task.WaitAsync(message.CancellationToken);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("A pump polls asynchronously.");
}
