using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

/// <summary>
/// A hub of one instance without storage: every turn replays the whole history, which has been through JSON, and commits what the turn did. Time goes on by a second a turn.
/// </summary>
internal sealed class Simulator
{
    public const string Instance = "instance-1";
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly OrchestrationRunner runner;
    private readonly List<HistoryEvent> history = [];
    private readonly Queue<HistoryEvent> carried = new();

    public Simulator(OrchestratorBody body, object? input = null, ILoggerFactory? loggers = null, ParentCall? parent = null, string version = "", string defaultVersion = "")
    {
        Functions = new TaskHubFunctions().AddOrchestrator("Main", body);
        runner = new OrchestrationRunner(Functions, WorkerDataConverter.Default, loggers ?? NullLoggerFactory.Instance)
        {
            DefaultVersion = defaultVersion,
            Strayed = id => Stray.TrySetResult(id),
        };
        Now = Start;
        Begin(WorkerDataConverter.Default.Serialize(input), parent, version);
    }

    public TaskHubFunctions Functions { get; }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<HistoryEvent> History => history;

    public List<IReadOnlyList<HistoryEvent>> Ended { get; } = [];

    public Turn Last { get; private set; } = new([], [], null, null, []);

    /// <summary>The instance whose body went on after its turn.</summary>
    public TaskCompletionSource<string> Stray { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The output as JSON, or what went wrong.</summary>
    public string? Output => Last.End switch
    {
        ExecutionCompleted completed => completed.Output,
        ExecutionFailed failed => "failed: " + failed.Failure,
        { } other => other.GetType().Name,
        null => "(goes on)",
    };

    public TaskFailureDetails Failure => Assert.IsType<ExecutionFailed>(Last.End).Failure;

    /// <summary>One turn with what has arrived; the times of the arrivals are set here.</summary>
    public Turn Step(params HistoryEvent[] arrived)
    {
        HistoryEvent[] fresh = [.. ((HistoryEvent[])[new TurnStarted(Now), .. carried, .. arrived]).Select(item => Stored(item with { At = Now }))];
        carried.Clear();
        Last = runner.Run(Instance, history, fresh);
        history.AddRange(fresh);
        history.AddRange(Last.Actions.Select(Stored));
        if (Last.End is { } end && Last.Pending.Count == 0) history.Add(Stored(end));
        Now += TimeSpan.FromSeconds(1);
        return Last;
    }

    /// <summary>Goes on with the next execution as a hub does.</summary>
    public Turn StepAsNew()
    {
        ExecutionContinuedAsNew end = Assert.IsType<ExecutionContinuedAsNew>(Last.End);
        foreach (EventRaised item in end.Carried) carried.Enqueue(item);
        Ended.Add([.. history]);
        history.Clear();
        Begin(end.Input, null, "");
        return Step();
    }

    /// <summary>The next turn is at that time.</summary>
    public void Sleep(DateTimeOffset until) => Now = until;

    public RecordedHistory Recorded() => new(Instance, [.. Ended, history]);

    public static HistoryEvent Done(int id, object? result) => new TaskCompleted(default, id, WorkerDataConverter.Default.Serialize(result));

    public static HistoryEvent Failed(int id, Exception failure) => new TaskFailed(default, id, Failures.Of(failure));

    public static HistoryEvent Fired(int id) => new TimerFired(default, id);

    public static HistoryEvent Raised(string name, object? payload) => new EventRaised(default, name, WorkerDataConverter.Default.Serialize(payload));

    private static HistoryEvent Stored(HistoryEvent item) => HistoryJson.Read(HistoryJson.Write(item));

    private void Begin(string? input, ParentCall? parent, string version) => history.Add(new ExecutionStarted(Now, $"execution-{Ended.Count + 1}", "Main", version, input, parent));
}
