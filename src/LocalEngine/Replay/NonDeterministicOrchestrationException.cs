using ServerlessTraining.Domain;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>The code does not do again what the history says it did. Named as in Azure/durabletask, and asked at the same points; each message says what either
/// did, and at which id.</summary>
public sealed class NonDeterministicOrchestrationException : ServerlessTrainingException
{
    private const string Head = "Non-Deterministic workflow detected: ";
    private const string Advice = " Was the orchestrator changed while this instance was running, or does it use a clock, a guid, a random number or I/O of its own?";

    public NonDeterministicOrchestrationException(string message)
        : base(message)
    {
    }

    public NonDeterministicOrchestrationException()
    {
    }

    public NonDeterministicOrchestrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static NonDeterministicOrchestrationException Missing(int id, HistoryEvent recorded) =>
        Of($"the history has {Describe(recorded)} at #{id}, but the code has not scheduled anything there.");

    internal static NonDeterministicOrchestrationException Different(int id, HistoryEvent recorded, HistoryEvent planned) =>
        Of($"the history has {Describe(recorded)} at #{id}, but the code scheduled {Describe(planned)} there.");

    internal static NonDeterministicOrchestrationException Twice(int id, HistoryEvent recorded) =>
        Of($"the history has {Describe(recorded)} at #{id} twice.");

    internal static NonDeterministicOrchestrationException Surplus(int id, HistoryEvent planned) =>
        Of($"the code scheduled {Describe(planned)} at #{id}, but the history of that turn has nothing there.");

    internal static NonDeterministicOrchestrationException NoSuchTask(int id, string outcome, HistoryEvent? planned) =>
        Of($"the history has {outcome} for #{id}, but the code has {(planned is null ? "not scheduled anything" : Describe(planned))} there.");

    internal static string Describe(HistoryEvent action) => action switch
    {
        TaskScheduled task => $"the activity '{task.Name}'",
        ChildCreated child => $"the sub-orchestration '{child.Name}'",
        TimerCreated => "a timer",
        EventSent sent => $"the event '{sent.Name}' sent",
        _ => action.GetType().Name,
    };

    private static NonDeterministicOrchestrationException Of(string difference) => new(Head + difference + Advice);
}
