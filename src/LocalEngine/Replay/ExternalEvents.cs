using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>
/// Events that were raised and calls that wait for them. Names are compared without regard to case. An event goes to the latest waiter; without one it is kept,
/// first in, first out.
/// A cancelled wait keeps its place in the stack, and an event that reaches it is lost: that is what TaskOrchestrationContextWrapper of
/// microsoft/durabletask-dotnet 1.25 does, and an engine
/// that kept the event would hide the loss until the app runs in Azure. Keep one standing waiter where no event may be lost.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, EventWaiter> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<(int Order, EventRaised Event)>> kept = new(StringComparer.OrdinalIgnoreCase);
    private int order;

    /// <summary>Calls that still wait.</summary>
    public int Waiting { get; private set; }

    /// <exception cref="ArgumentException">Another call waits for this name with another type.</exception>
    public EventWaiter<T> Wait<T>(string name)
    {
        EventWaiter? below = waiters.GetValueOrDefault(name);
        if (below is not null && below.Payload != typeof(T))
            throw new ArgumentException($"The event '{name}' is waited for as {below.Payload} already and cannot be waited for as {typeof(T)} as well. Use one type for a name.");

        EventWaiter<T> waiter = new(below);
        waiters[name] = waiter;
        Waiting++;
        if (kept.TryGetValue(name, out Queue<(int Order, EventRaised Event)>? queue))
        {
            EventRaised first = queue.Dequeue().Event;
            if (queue.Count == 0) kept.Remove(name);
            Raise(first);
        }

        return waiter;
    }

    public void Cancel<T>(EventWaiter<T> waiter, CancellationToken cancellation)
    {
        if (!waiter.Task.IsCompleted) Waiting--;
        waiter.Cancel(cancellation);
    }

    public void Raise(EventRaised raised)
    {
        if (!waiters.TryGetValue(raised.Name, out EventWaiter? top))
        {
            Keep(raised);
            return;
        }

        if (top.Below is { } below) waiters[raised.Name] = below;
        else waiters.Remove(raised.Name);

        Waiting--;
        object? value = converter.Deserialize(raised.Input, top.Payload);
        if (!top.Give(value)) Waiting++;
    }

    /// <summary>Takes all that nobody waited for, in the order of arrival.</summary>
    public IEnumerable<EventRaised> TakeKept()
    {
        EventRaised[] all = [.. kept.Values.SelectMany(queue => queue).OrderBy(item => item.Order).Select(item => item.Event)];
        kept.Clear();
        return all;
    }

    private void Keep(EventRaised raised)
    {
        if (!kept.TryGetValue(raised.Name, out Queue<(int Order, EventRaised Event)>? queue)) kept[raised.Name] = queue = new();
        queue.Enqueue((order++, raised));
    }
}
