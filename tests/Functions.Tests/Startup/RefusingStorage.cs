using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Functions.Tests.Startup;

/// <summary>Counts the calls to storage, and signs them wrongly for as long as a test wants: the emulator answers 403 then, as Azure does while a role does not hold.</summary>
internal sealed class RefusingStorage : HttpPipelinePolicy
{
    private int calls;
    private volatile bool refuses;

    public bool Refuses
    {
        get => refuses;
        set => refuses = value;
    }

    public int Calls => Volatile.Read(ref calls);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message);
        ProcessNext(message, pipeline);
    }

    private void Count(HttpMessage message)
    {
        Interlocked.Increment(ref calls);
        if (Refuses) message.Request.Headers.SetValue("Authorization", "SharedKey devstoreaccount1:AAAA");
    }
}
