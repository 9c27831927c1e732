using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>What the body has caused, by id: ids count from 0 in the order of the calls, so a list is the dictionary.</summary>
internal sealed class ActionLog
{
    private readonly List<PlannedAction> all = [];
    private readonly List<PlannedTimer> cancelled = [];
    private int confirmed;
    private int firstUnconfirmed;

    public int NextId => all.Count;

    public int OpenCount { get; private set; }

    public void Add(PlannedAction action)
    {
        all.Add(action);
        if (action.Open) OpenCount++;
    }

    /// <summary>Holds a record of the history against what the body did.</summary>
    public void Confirm(int id, HistoryEvent recorded)
    {
        PlannedAction action = At(id) ?? throw NonDeterministicOrchestrationException.Missing(id, recorded);
        if (action.Record.GetType() != recorded.GetType() || !string.Equals(NameOf(action.Record), NameOf(recorded), StringComparison.OrdinalIgnoreCase))
            throw NonDeterministicOrchestrationException.Different(id, recorded, action.Record);
        if (action.Confirmed) throw NonDeterministicOrchestrationException.Twice(id, recorded);
        action.Confirmed = true;
        confirmed++;
        while (firstUnconfirmed < all.Count && all[firstUnconfirmed].Confirmed) firstUnconfirmed++;
    }

    /// <summary>At the end of a turn that is in the history all that the body did must be there too.</summary>
    public void RequireAllConfirmed()
    {
        if (confirmed < all.Count) throw NonDeterministicOrchestrationException.Surplus(firstUnconfirmed, all[firstUnconfirmed].Record);
    }

    public void Complete<TRecord>(int id, string? result, string outcome)
        where TRecord : HistoryEvent
    {
        if (Close<TRecord>(id, outcome) is { } action) action.Complete(result);
    }

    public void Fail<TRecord>(int id, TaskFailureDetails? failure, string outcome)
        where TRecord : HistoryEvent
    {
        if (Close<TRecord>(id, outcome) is { } action) action.Fail(failure);
    }

    public void Cancel(PlannedTimer timer, bool replaying)
    {
        if (!timer.Open) return;
        timer.Open = false;
        timer.CancelledBefore = replaying;
        OpenCount--;
        cancelled.Add(timer);
        timer.Cancel();
    }

    /// <summary>What the history does not have yet, in the order of the calls.</summary>
    public IReadOnlyList<HistoryEvent> New()
    {
        List<HistoryEvent> found = new(all.Count - confirmed);
        for (int id = firstUnconfirmed; id < all.Count; id++)
        {
            if (!all[id].Confirmed) found.Add(all[id].Record);
        }

        return found;
    }

    /// <summary>Given up in this turn; a timer that is itself new is told even where it was given up earlier, while the instance was suspended.</summary>
    public IReadOnlyList<int> CancelledTimers()
    {
        List<int> ids = [];
        foreach (PlannedTimer timer in cancelled)
        {
            if (!timer.CancelledBefore || !timer.Confirmed) ids.Add(((TimerCreated)timer.Record).Id);
        }

        return ids;
    }

    public IReadOnlyCollection<int> Pending()
    {
        List<int> ids = new(OpenCount);
        for (int id = 0; ids.Count < OpenCount; id++)
        {
            if (all[id].Open) ids.Add(id);
        }

        return ids;
    }

    private static string? NameOf(HistoryEvent record) => record switch
    {
        TaskScheduled task => task.Name,
        ChildCreated child => child.Name,
        EventSent sent => sent.Name,
        _ => null,
    };

    private PlannedAction? At(int id) => id >= 0 && id < all.Count ? all[id] : null;

    /// <summary>Null for a second outcome of one id, such as that of a timer which fired while it was being cancelled: it is dropped, as in the real framework.</summary>
    private PlannedAction? Close<TRecord>(int id, string outcome)
        where TRecord : HistoryEvent
    {
        PlannedAction? action = At(id);
        if (action is not { Record: TRecord, Confirmed: true }) throw NonDeterministicOrchestrationException.NoSuchTask(id, outcome, action?.Record);
        if (!action.Open) return null;
        action.Open = false;
        OpenCount--;
        return action;
    }
}
