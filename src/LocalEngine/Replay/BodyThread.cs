using System.Runtime.CompilerServices;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>
/// Where an orchestrator's body runs: the one thread of the turn, and only while the turn lasts. Whatever the body awaits of its own context goes on here, inside
/// the call that brings the
/// result. Anything else comes back on a thread of the pool, or after the turn; that is a stray body, which no replay can repeat.
/// (The Functions worker asks the same question: FunctionsOrchestrationContext.ThrowIfIllegalAccess of Azure/azure-functions-durable-extension.)
/// </summary>
internal sealed class BodyThread(Action strayedAfterTurn) : SynchronizationContext
{
    private readonly Lock gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> waiting = new();
    private SynchronizationContext? outer;
    private int thread;
    private volatile bool open;

    /// <summary>The body went on elsewhere while the turn lasted.</summary>
    public bool Strayed { get; private set; }

    /// <summary>What a callback threw that no task holds: that of an async void method.</summary>
    public Exception? Fault { get; private set; }

    public bool IsHere => open && thread == Environment.CurrentManagedThreadId;

    public void Open()
    {
        outer = Current;
        thread = Environment.CurrentManagedThreadId;
        open = true;
        SetSynchronizationContext(this);
    }

    public void Close()
    {
        SetSynchronizationContext(outer);
        lock (gate) open = false;
    }

    /// <summary>Notes that the body goes on where it must not. True where the caller is on the right thread.</summary>
    public bool Check()
    {
        if (IsHere) return true;
        bool late;
        lock (gate)
        {
            if (Strayed) return false;
            Strayed = true;
            late = !open;
        }

        if (late) strayedAfterTurn();
        return false;
    }

    /// <summary>Runs what did not fit on the stack.</summary>
    public void Drain()
    {
        while (waiting.TryDequeue(out (SendOrPostCallback Callback, object? State) next)) Invoke(next.Callback, next.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        // What a stray body wanted to do is left undone: its turn is over, or fails.
        if (!Check()) return;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack()) Invoke(d, state);
        else waiting.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Check()) Invoke(d, state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private void Invoke(SendOrPostCallback callback, object? state)
    {
#pragma warning disable CA1031 // Whatever an async void method throws ends the instance, not the engine.
        try
        {
            callback(state);
        }
        catch (Exception fault)
        {
            Fault ??= fault;
        }
#pragma warning restore CA1031
    }
}
