using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>A scheduled activity that has not completed. Changed only under the hub's gate.</summary>
internal sealed class ActivityTask(Instance instance, string execution, TaskScheduled call)
{
    public Instance Instance { get; } = instance;

    public string Execution { get; } = execution;

    public TaskScheduled Call { get; } = call;

    /// <summary>How often it was started; durable before each start.</summary>
    public int Attempt { get; set; }

    /// <summary>The row that counts the attempts was handed to the writer and not deleted.</summary>
    public bool HasRow { get; set; }

    /// <summary>Its instance has ended: nobody waits for the result.</summary>
    public bool Dropped { get; set; }
}
