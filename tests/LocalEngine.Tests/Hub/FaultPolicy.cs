using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>Cuts the connection at one storage call, before it is sent or after it took effect.</summary>
/// <param name="failAt">The call, from 1; 0 for none.</param>
/// <param name="afterEffect">The service does what it was asked and its answer is lost.</param>
internal sealed class FaultPolicy(int failAt, bool afterEffect) : HttpPipelinePolicy
{
    private int calls;

    public int Calls => calls;

    /// <summary>So many calls fail, from that one on.</summary>
    public int Times { get; init; } = 1;

    /// <summary>After that call nothing goes through: what a killed process looks like to its storage.</summary>
    public bool ForEver { get; init; }

    /// <summary>Counts only the calls that it holds for.</summary>
    public Func<Request, bool> Counts { get; init; } = _ => true;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        int call = Counts(message.Request) ? Interlocked.Increment(ref calls) : 0;
        bool now = failAt > 0 && call >= failAt && call < failAt + Times;
        bool dead = ForEver && failAt > 0 && !now && Volatile.Read(ref calls) >= failAt;
        if (dead || (now && !afterEffect)) throw new IOException("The connection was cut before the call was sent.");
        await ProcessNextAsync(message, pipeline);
        if (now) throw new IOException("The connection was cut before the answer came.");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The engine calls storage asynchronously only.");
}
