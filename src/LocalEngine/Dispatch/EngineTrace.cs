using System.Diagnostics;
using ServerlessTraining.LocalEngine.Instances;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>The spans of activities, in the trace of whoever started the orchestration. Without anybody who listens there are none.</summary>
internal static class EngineTrace
{
    private static readonly ActivitySource Source = new("ServerlessTraining.LocalEngine");

    /// <summary>What an instance that is started now belongs to; null outside of any trace.</summary>
    public static string? Context => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>What ran before on this thread is no parent: the instance's own trace is, or none.</summary>
    public static Activity? Start(ActivityTask task, int attempt)
    {
        Activity.Current = null;
        _ = ActivityContext.TryParse(task.Instance.Start.Trace, null, isRemote: true, out ActivityContext parent);
        return Source.StartActivity($"activity:{task.Call.Name}", ActivityKind.Internal, parent)
            ?.SetTag("durabletask.type", "activity")
            .SetTag("durabletask.task.name", task.Call.Name)
            .SetTag("durabletask.task.instance_id", task.Instance.Id)
            .SetTag("durabletask.task.task_id", task.Call.Id)
            .SetTag("attempt", attempt);
    }
}
