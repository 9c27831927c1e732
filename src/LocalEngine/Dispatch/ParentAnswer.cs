using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>The result of a sub-orchestration on its way to the parent.</summary>
internal sealed record ParentAnswer(Instance Parent, ParentCall Call, HistoryEvent Event, string Packed)
{
    /// <summary>The execution that called is still the parent's.</summary>
    public bool IsWanted => !Parent.Finished && string.Equals(Parent.Facts.Execution, Call.ExecutionId, StringComparison.Ordinal);

    /// <summary>Null when nobody waits. A terminated child is a failed one for its parent (Azure/durabletask, src/DurableTask.Core/TaskOrchestrationDispatcher.cs).</summary>
    public static async Task<ParentAnswer?> MakeAsync(HubCore core, ParentCall? call, HistoryEvent end, CancellationToken cancellation)
    {
        if (call is null || core.Live.Find(call.InstanceId) is not { } parent) return null;
        HistoryEvent message = end switch
        {
            ExecutionCompleted completed => new ChildCompleted(end.At, call.TaskId, completed.Output),
            ExecutionFailed failed => new ChildFailed(end.At, call.TaskId, failed.Failure),
            ExecutionTerminated ended => new ChildFailed(
                end.At, call.TaskId, new TaskFailureDetails("Terminated", ended.Output ?? "The sub-orchestration was terminated.", null, null, null)),
            _ => throw new InvalidOperationException($"{end.GetType().Name} does not end an instance: this is a defect of the engine."),
        };
        return new ParentAnswer(parent, call, message, await core.Payloads.PackAsync(HistoryLines.Write([message]), HubCore.Prefix(parent), cancellation));
    }
}
