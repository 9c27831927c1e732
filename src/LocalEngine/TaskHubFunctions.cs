namespace ServerlessTraining.LocalEngine;

/// <summary>What a task hub can call: orchestrators and activities by name. Names are compared without regard to case, as the Functions host does.</summary>
public sealed class TaskHubFunctions
{
    private readonly Dictionary<string, OrchestratorBody> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityBody> activities = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> OrchestratorNames => orchestrators.Keys;

    public IReadOnlyCollection<string> ActivityNames => activities.Keys;

    public TaskHubFunctions AddOrchestrator(string name, OrchestratorBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!orchestrators.TryAdd(name, body)) throw new LocalEngineException($"Two orchestrators have the name '{name}'. Rename one.");
        return this;
    }

    public TaskHubFunctions AddActivity(string name, ActivityBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!activities.TryAdd(name, body)) throw new LocalEngineException($"Two activities have the name '{name}'. Rename one.");
        return this;
    }

    internal OrchestratorBody? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    internal ActivityBody? FindActivity(string name) => activities.GetValueOrDefault(name);
}
