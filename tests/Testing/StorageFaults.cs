using Azure.Core;
using Azure.Core.Pipeline;

namespace ServerlessTraining.Testing;

/// <summary>Counts the calls of storage clients and fails one of them. Pass it as <c>perTry</c> of StorageClients or StorageAccounts; one instance may serve several.</summary>
public sealed class StorageFaults : HttpPipelinePolicy
{
    private int calls;
    private int armed;
    private int fired;
    private StorageFault kind;

    public static IReadOnlyList<StorageFault> Kinds { get; } = Enum.GetValues<StorageFault>();

    /// <summary>Calls since <see cref="Arm"/>, <see cref="Disarm"/> or the start; each try is one.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Whether the armed call came and failed.</summary>
    public bool HasFired => Volatile.Read(ref fired) > 0;

    /// <summary>Counts from the start again and fails the call of this number, from 1, once.</summary>
    public void Arm(int call, StorageFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(call, 1);
        Disarm();
        kind = fault;
        Volatile.Write(ref armed, call);
    }

    public void Disarm()
    {
        Volatile.Write(ref armed, 0);
        Volatile.Write(ref fired, 0);
        Volatile.Write(ref calls, 0);
    }

    /// <summary>Runs once undisturbed to count the points, then once for each point and each kind of failure with that call failing.</summary>
    /// <param name="run">Must start from the same state each time, and check its own outcome. Its argument is a number for each run, from 0.</param>
    /// <param name="print">Is told how many points there were.</param>
    /// <returns>The number of points.</returns>
    public async Task<int> FailEachCallAsync(Func<int, Task> run, Action<string> print, params IReadOnlyList<StorageFault> kinds)
    {
        Disarm();
        int runs = 0;
        await run(runs++);
        int points = Calls;
        IReadOnlyList<StorageFault> chosen = kinds.Count > 0 ? kinds : Kinds;
        int failed = 0;
        foreach (StorageFault fault in chosen)
        {
            for (int call = 1; call <= points; call++)
            {
                Arm(call, fault);
                await run(runs++);
                if (HasFired) failed++;
            }
        }

        Disarm();
        // A run that has not come to its point shows nothing; where calls run side by side that can happen, and the print tells.
        print($"{points} points of failure in {chosen.Count} ways: {failed} of {points * chosen.Count} calls failed");
        return points;
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!IsTheOne())
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        if (kind is StorageFault.StatusAfter or StorageFault.CutAfter) await ProcessNextAsync(message, pipeline);
        Fail(message);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!IsTheOne())
        {
            ProcessNext(message, pipeline);
            return;
        }

        if (kind is StorageFault.StatusAfter or StorageFault.CutAfter) ProcessNext(message, pipeline);
        Fail(message);
    }

    private bool IsTheOne() => Interlocked.Increment(ref calls) == Volatile.Read(ref armed) && Interlocked.Exchange(ref fired, 1) == 0;

    private void Fail(HttpMessage message)
    {
        if (message.HasResponse) message.Response.Dispose();
        if (kind is StorageFault.CutBefore or StorageFault.CutAfter) throw new IOException("The connection was cut by the test.");
        message.Response = new FaultResponse(503, message.Request.ClientRequestId);
    }
}
