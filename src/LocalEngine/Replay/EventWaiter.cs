namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>One call of WaitForExternalEvent. The waiters of a name form a stack.</summary>
internal abstract class EventWaiter(EventWaiter? below)
{
    public EventWaiter? Below { get; } = below;

    /// <summary>What the payload is to become.</summary>
    public abstract Type Payload { get; }

    /// <returns>False where the wait was cancelled before.</returns>
    public abstract bool Give(object? value);
}
