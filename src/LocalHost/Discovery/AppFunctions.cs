namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>All functions of an app that this host runs.</summary>
/// <param name="All">In the order of their declaration.</param>
/// <param name="Disabled">Names of functions that a setting switches off; they are not in <paramref name="All"/>.</param>
public sealed record AppFunctions(IReadOnlyList<AppFunction> All, IReadOnlyList<string> Disabled)
{
    public IEnumerable<HttpFunction> Http => All.OfType<HttpFunction>();

    public IEnumerable<TimerFunction> Timers => All.OfType<TimerFunction>();

    public IEnumerable<QueueFunction> Queues => All.OfType<QueueFunction>();

    public IEnumerable<OrchestratorFunction> Orchestrators => All.OfType<OrchestratorFunction>();

    public IEnumerable<ActivityFunction> Activities => All.OfType<ActivityFunction>();
}
