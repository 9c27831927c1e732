using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Replays an orchestrator over its history and lets it go on with what has arrived. The same history gives the same turn.</summary>
internal sealed partial class OrchestrationRunner(TaskHubFunctions functions, DataConverter converter, ILoggerFactory loggers)
{
    private const int MostNames = 20;

    /// <summary>Instances, and their executions, whose body went on after its turn: their next turn fails.</summary>
    private readonly ConcurrentDictionary<string, string> strays = new(StringComparer.Ordinal);
    private readonly ILogger logger = loggers.CreateLogger<OrchestrationRunner>();

    /// <summary>The version of sub-orchestrations that are started without one.</summary>
    public string DefaultVersion { get; init; } = "";

    /// <summary>
    /// Called with an instance's id, on any thread, when its body went on after the turn had ended: it awaits something that is not its context's, but also an
    /// event that may never come.
    /// The owner should give the instance a turn; it will fail with the reason. Without it the log has the reason, and the instance fails at its next turn.
    /// </summary>
    public Action<string>? Strayed { get; init; }

    /// <param name="instanceId">Of the instance.</param>
    /// <param name="past">The history of this execution up to the last committed turn.</param>
    /// <param name="fresh"><see cref="TurnStarted"/> of this turn, then what has arrived since. The orchestrator is not replaying while these are handed over.</param>
    /// <exception cref="LocalEngineException">Neither part has the event that starts the execution, or none that starts a turn.</exception>
    public Turn Run(string instanceId, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
    {
        ExecutionStarted started = past.OfType<ExecutionStarted>().FirstOrDefault() ?? fresh.OfType<ExecutionStarted>().FirstOrDefault()
            ?? throw new LocalEngineException($"The history of '{instanceId}' does not say how it was started.");
        DateTimeOffset now = (fresh.OfType<TurnStarted>().LastOrDefault() ?? throw new LocalEngineException($"The events for '{instanceId}' do not begin a turn.")).At;

        if (strays.TryRemove(instanceId, out string? execution) && string.Equals(execution, started.ExecutionId, StringComparison.Ordinal))
            return Failed(now, new InvalidOperationException(Execution.StrayMessage(started.Name)));
        if (functions.FindOrchestrator(started.Name) is not { } orchestrator)
            return Failed(now, new LocalEngineException($"There is no orchestrator '{started.Name}'. There {Known(functions.OrchestratorNames)}."));

        ActionLog actions = new();
        BodyThread thread = new(() => OnStrayed(instanceId, started));
        ReplayContext context = new(instanceId, started, converter, loggers, thread, actions, DefaultVersion);
        return new Execution(orchestrator, started, context, thread, actions, converter).Run(past, fresh);
    }

    private static Turn Failed(DateTimeOffset now, Exception failure) => new([], [], null, new ExecutionFailed(now, Failures.Of(failure)), []);

    private static string Known(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "are none"
        : "are: " + string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase).Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    private void OnStrayed(string instanceId, ExecutionStarted started)
    {
        strays[instanceId] = started.ExecutionId;
        LogStrayed(instanceId, Execution.StrayMessage(started.Name));
        Strayed?.Invoke(instanceId);
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "Instance {InstanceId}: {Reason}")]
    private partial void LogStrayed(string instanceId, string reason);
}
