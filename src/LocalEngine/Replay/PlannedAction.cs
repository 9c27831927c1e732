using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Something the body caused in this execution: in the history already, or to be added by this turn.</summary>
internal abstract class PlannedAction(HistoryEvent record)
{
    public HistoryEvent Record { get; } = record;

    /// <summary>The history has it.</summary>
    public bool Confirmed { get; set; }

    /// <summary>Has no outcome yet and was not cancelled.</summary>
    public bool Open { get; set; } = true;

    public virtual void Complete(string? result) => throw new NotSupportedException();

    public virtual void Fail(TaskFailureDetails? failure) => throw new NotSupportedException();
}
