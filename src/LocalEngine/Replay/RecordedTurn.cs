using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>A turn of a recorded history: all that came before, what arrived, and what the orchestrator did then.</summary>
internal sealed record RecordedTurn(IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> Fresh, IReadOnlyList<HistoryEvent> Actions, HistoryEvent? End)
{
    public static IEnumerable<RecordedTurn> Split(IReadOnlyList<HistoryEvent> execution)
    {
        HistoryEvent[] all = [.. execution];
        int[] starts = [.. Enumerable.Range(0, all.Length).Where(i => all[i] is TurnStarted)];
        for (int turn = 0; turn < starts.Length; turn++)
        {
            HistoryEvent[] own = all[starts[turn]..(turn + 1 < starts.Length ? starts[turn + 1] : all.Length)];
            yield return new RecordedTurn(
                new ArraySegment<HistoryEvent>(all, 0, starts[turn]),
                [.. own.Where(item => !IsAction(item) && !IsEnd(item))],
                [.. own.Where(IsAction)],
                own.FirstOrDefault(IsEnd));
        }
    }

    /// <summary>What the code did otherwise, or null.</summary>
    public string? Difference(Turn done, bool payloads)
    {
        if (End is not ExecutionFailed && done.End is ExecutionFailed failed && done.Pending.Count == 0) return $"the code fails: {failed.Failure}";
        for (int i = 0; i < Math.Max(Actions.Count, done.Actions.Count); i++)
        {
            if (i >= done.Actions.Count) return $"the history has {Name(Actions[i])}, the code does nothing more.";
            if (i >= Actions.Count) return $"the code does {Name(done.Actions[i])}, the history has nothing more.";
            if (!string.Equals(Name(Actions[i]), Name(done.Actions[i]), StringComparison.OrdinalIgnoreCase))
                return $"the history has {Name(Actions[i])}, the code does {Name(done.Actions[i])}.";
            if (payloads && !Same(Actions[i], done.Actions[i]))
                return $"{Name(Actions[i])} differs: the history has {HistoryJson.Write(Timeless(Actions[i]))}, the code does {HistoryJson.Write(Timeless(done.Actions[i]))}.";
        }

        HistoryEvent? end = done.Pending.Count == 0 && done.End is not ExecutionTerminated ? done.End : null;
        if (Ending(End) != Ending(end)) return $"the history {Ending(End)}, the code {Ending(end)}.";
        return payloads && End is not null && !SameEnd(End, end!) ? $"the end differs: the history has {HistoryJson.Write(End)}, the code {HistoryJson.Write(end!)}." : null;
    }

    private static bool IsAction(HistoryEvent item) => item is TaskScheduled or ChildCreated or TimerCreated or EventSent;

    private static bool IsEnd(HistoryEvent item) => item is ExecutionCompleted or ExecutionFailed or ExecutionContinuedAsNew;

    private static string Name(HistoryEvent action) => $"{NonDeterministicOrchestrationException.Describe(action)} at #{IdOf(action)}";

    private static int IdOf(HistoryEvent action) => action switch
    {
        TaskScheduled task => task.Id,
        ChildCreated child => child.Id,
        TimerCreated timer => timer.Id,
        EventSent sent => sent.Id,
        _ => -1,
    };

    /// <summary>When an action was made durable is not the code's doing.</summary>
    private static HistoryEvent Timeless(HistoryEvent item) => item with { At = default };

    private static bool Same(HistoryEvent recorded, HistoryEvent done) => Timeless(recorded) == Timeless(done);

    private static bool SameEnd(HistoryEvent recorded, HistoryEvent done) => (recorded, done) switch
    {
        (ExecutionFailed a, ExecutionFailed b) => a.Failure.ToString() == b.Failure.ToString(),
        (ExecutionContinuedAsNew a, ExecutionContinuedAsNew b) => a.Input == b.Input && a.Carried.SequenceEqual(b.Carried),
        _ => Same(recorded, done),
    };

    private static string Ending(HistoryEvent? end) => end switch
    {
        null => "goes on",
        ExecutionCompleted => "completes",
        ExecutionFailed failed => $"fails with {failed.Failure.ErrorType}",
        _ => "continues as new",
    };
}
