using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>An event to another instance: nothing comes back.</summary>
internal sealed class PlannedSend : PlannedAction
{
    public PlannedSend(EventSent record)
        : base(record) => Open = false;
}
