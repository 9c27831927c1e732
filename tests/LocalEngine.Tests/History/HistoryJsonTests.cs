using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Tests.History;

public sealed class HistoryJsonTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1_234_567);
    private static readonly TaskFailureDetails Failure =
        new("A", "outer \"quoted\" 東京", "at x", new TaskFailureDetails("B", "middle", null, new TaskFailureDetails("C", "", "", null, null), null), null);

    private static readonly HistoryEvent[] All =
    [
        new ExecutionStarted(At, "e", "Main", "1.0", "{\"a\":\"<b>\"}", new ParentCall("Father", "p", "pe", 3), At.AddHours(1)),
        new TurnStarted(At),
        new TaskScheduled(At, 0, "A", null),
        new TaskCompleted(At, 0, "\"r\""),
        new TaskFailed(At, 1, Failure),
        new ChildCreated(At, 2, "C", "child", "", "1"),
        new ChildCompleted(At, 2, null),
        new ChildFailed(At, 3, null),
        new TimerCreated(At, 4, At.AddDays(1)),
        new TimerFired(At, 4),
        new EventSent(At, 5, "other", "Go", null),
        new EventRaised(At, "Go", "\"x\\u2028\""),
        new ExecutionSuspended(At, "pause"),
        new ExecutionResumed(At, null),
        new ExecutionTerminated(At, "{}"),
        new ExecutionCompleted(At, null),
        new ExecutionFailed(At, Failure),
    ];

    public static TheoryData<string> Kinds => [.. All.Select(item => item.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReadWrite_AnEvent_ComesBackEqual(string kind)
    {
        HistoryEvent item = All.Single(item => string.Equals(item.GetType().Name, kind, StringComparison.Ordinal));

        Assert.Equal(item, HistoryJson.Read(HistoryJson.Write(item)));
    }

    [Fact]
    public void ReadWrite_ContinuedAsNew_KeepsTheCarriedEvents()
    {
        ExecutionContinuedAsNew item = new(At, "1", [new EventRaised(At, "Go", "2"), new EventRaised(At, "Go", null)]);

        ExecutionContinuedAsNew read = Assert.IsType<ExecutionContinuedAsNew>(HistoryJson.Read(HistoryJson.Write(item)));
        Assert.Equal((item.At, item.Input), (read.At, read.Input));
        Assert.Equal(item.Carried, read.Carried);
    }

    [Fact]
    public void ReadWrite_Tags_AreKept()
    {
        ExecutionStarted item = new(At, "e", "Main", "", null, null, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" });

        Assert.Equal("b", Assert.IsType<ExecutionStarted>(HistoryJson.Read(HistoryJson.Write(item))).Tags?["a"]);
    }

    [Fact]
    public void ReadWrite_FailureProperties_AreKeptAsPlainValues()
    {
        Dictionary<string, object?> properties = new(StringComparer.Ordinal) { ["text"] = "a", ["whole"] = 3L, ["half"] = 0.5, ["yes"] = true, ["none"] = null };
        TaskFailed read = Assert.IsType<TaskFailed>(HistoryJson.Read(HistoryJson.Write(new TaskFailed(At, 0, Failure with { Properties = properties }))));

        Assert.Equal(properties, read.Failure?.Properties);
    }

    [Fact]
    public void ReadWrite_AChainOfAHundredFailures_IsKept()
    {
        TaskFailureDetails chain = Enumerable.Range(0, 100).Aggregate(Failure, (inner, i) => new TaskFailureDetails("T", $"{i}", null, inner, null));
        TaskFailed item = new(At, 0, chain);

        Assert.Equal(item, HistoryJson.Read(HistoryJson.Write(item)));
    }

    [Fact]
    public void All_OfTheKindsThereAre_AreTestedHere() => Assert.Equal(
        typeof(HistoryEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name).Order(StringComparer.Ordinal),
        All.Select(item => item.GetType().Name).Append(nameof(ExecutionContinuedAsNew)).Order(StringComparer.Ordinal));

    [Fact]
    public void Write_AnEvent_HasTheStoredForm() => Assert.Equal(
        "{\"kind\":\"task_scheduled\",\"id\":0,\"name\":\"A\",\"input\":\"{\\\"x\\\":1}\",\"at\":\"2026-01-02T03:04:05.1234567+00:00\"}",
        HistoryJson.Write(new TaskScheduled(At, 0, "A", "{\"x\":1}")));

    [Fact]
    public void Read_UnknownKind_NamesItAndThoseThereAre()
    {
        string message = Assert.Throws<LocalEngineException>(() => HistoryJson.Read("{\"kind\":\"entity_called\",\"at\":\"2026-01-02T03:04:05Z\"}")).Message;

        Assert.StartsWith(
            "A history event has the kind 'entity_called', which this version does not know. It knows: child_completed, child_created, ",
            message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"at\":\"2026-01-02T03:04:05Z\"}", "A history event has no 'kind'.")]
    [InlineData("[]", "A history event is a JSON object, not Array.")]
    [InlineData("{", "A history event is no JSON: ")]
    [InlineData("null", "A history event is the JSON value null.")]
    [InlineData("{\"kind\":\"timer_fired\",\"at\":\"2026-01-02T03:04:05Z\"}", "A history event of the kind 'timer_fired' cannot be read: ")]
    [InlineData(
        "{\"kind\":\"task_failed\",\"at\":\"2026-01-02T03:04:05Z\",\"taskId\":0,\"failure\":{\"type\":\"T\"}}",
        "A history event of the kind 'task_failed' cannot be read: A failure has no 'message'.")]
    public void Read_TextThatIsNoEvent_SaysWhy(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<LocalEngineException>(() => HistoryJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_KindBehindOtherNames_IsFound() =>
        Assert.Equal(new TimerFired(At, 2), HistoryJson.Read("{\"timerId\":2,\"at\":\"2026-01-02T03:04:05.1234567+00:00\",\"kind\":\"timer_fired\"}"));
}
