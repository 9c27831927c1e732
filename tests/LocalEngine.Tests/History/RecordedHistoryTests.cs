using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Tests.History;

public sealed class RecordedHistoryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void ReadWrite_TwoExecutions_AreApartAgain()
    {
        HistoryEvent[] first = [new ExecutionStarted(At, "e1", "Main", "", null, null), new TurnStarted(At), new ExecutionContinuedAsNew(At, "1", [])];
        HistoryEvent[] second = [new ExecutionStarted(At, "e2", "Main", "", "1", null), new TurnStarted(At)];
        using StringWriter text = new();
        new RecordedHistory("i", [first, second]).Write(text);

        using StringReader lines = new(text.ToString());
        RecordedHistory read = RecordedHistory.Read(lines);
        Assert.Equal("i", read.InstanceId);
        Assert.Equal([3, 2], read.Executions.Select(execution => execution.Count));
        Assert.Equal(second, read.Executions[1]);
    }

    [Theory]
    [InlineData("", "A recorded history begins with a line that is the instance's id.")]
    [InlineData("{\"kind\":\"timer_fired\"}", "A recorded history begins with a line that is the instance's id.")]
    [InlineData("i\n", "The recorded history of 'i' has no events.")]
    [InlineData("i\n\nnonsense", "Line 3: A history event is no JSON: ")]
    public void Read_TextThatIsNoHistory_SaysWhereAndWhy(string text, string message)
    {
        using StringReader lines = new(text);

        Assert.StartsWith(message, Assert.Throws<LocalEngineException>(() => RecordedHistory.Read(lines)).Message, StringComparison.Ordinal);
    }
}
