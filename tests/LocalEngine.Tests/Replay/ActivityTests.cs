using System.Text.Json;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class ActivityTests
{
    [Fact]
    public void CallActivity_InSequence_TakesIdsInOrder()
    {
        Simulator hub = new(async context =>
        {
            int a = await context.CallActivityAsync<int>("Add", new List<int> { 2, 1 });
            int b = await context.CallActivityAsync<int>("Square", a);
            return new List<int> { a, b };
        });

        Assert.Equal(new TaskScheduled(hub.Now, 0, "Add", "[2,1]"), Assert.Single(hub.Step().Actions));
        Assert.Equal(new TaskScheduled(hub.Now, 1, "Square", "3"), Assert.Single(hub.Step(Done(0, 3)).Actions));
        hub.Step(Done(1, 9));

        Assert.Equal("[3,9]", hub.Output);
    }

    [Fact]
    public void CallActivity_FannedOut_AcceptsResultsInAnyOrder()
    {
        Simulator hub = new(async context => await Task.WhenAll(Enumerable.Range(0, 50).Select(i => context.CallActivityAsync<int>("Square", i))));

        Assert.Equal(Enumerable.Range(0, 50), hub.Step().Pending);
        foreach (int i in Enumerable.Range(0, 50).OrderBy(i => i * 17 % 50)) hub.Step(Done(i, i * i));

        Assert.Equal(JsonSerializer.Serialize(Enumerable.Range(0, 50).Select(i => i * i)), hub.Output);
    }

    [Fact]
    public void CallActivity_ThatFailed_ThrowsAsTheWorkerDoes()
    {
        TaskFailedException? caught = null;
        Simulator hub = new(async context =>
        {
            await context.CallActivityAsync<string>("Echo", "first");
            caught = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Boom", "pear"));
            return null;
        });
        hub.Step();
        hub.Step(Done(0, "first"));
        hub.Step(Failed(1, Thrown(new InvalidOperationException("bad pear", new ArgumentException("core pear")))));

        Assert.NotNull(caught);
        Assert.Equal(("Boom", 1), (caught.TaskName, caught.TaskId));
        Assert.Equal("Task 'Boom' (#1) failed with an unhandled exception: bad pear", caught.Message);
        Assert.Equal("DurableTask.Core.Exceptions.TaskFailedException", caught.InnerException?.GetType().FullName);
        Assert.Equal("System.InvalidOperationException: bad pear", caught.FailureDetails.ToString());
        Assert.Equal("System.ArgumentException: core pear", caught.FailureDetails.InnerFailure?.ToString());
        Assert.False(string.IsNullOrEmpty(caught.FailureDetails.StackTrace));
        Assert.True(caught.FailureDetails.IsCausedBy<SystemException>());
        Assert.False(caught.FailureDetails.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public void CallActivity_FailedWithoutDetails_SaysUnknown()
    {
        Simulator hub = new(async context => (await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Missing"))).FailureDetails.ToString());
        hub.Step();
        hub.Step(new TaskFailed(default, 0, null));

        Assert.Equal("\"(unknown): (unknown)\"", hub.Output);
    }

    [Fact]
    public void CallActivity_Uncaught_FailsTheInstanceWithTheTaskAsInnerFailure()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<string>("Boom", "apple"));
        hub.Step();
        hub.Step(Failed(0, new InvalidOperationException("bad apple")));

        Assert.Equal("Microsoft.DurableTask.TaskFailedException: Task 'Boom' (#0) failed with an unhandled exception: bad apple", hub.Failure.ToString());
        Assert.Equal("System.InvalidOperationException: bad apple", hub.Failure.InnerFailure?.ToString());
    }

    [Fact]
    public void CallActivity_ResultOfAnotherType_ThrowsInTheBody()
    {
        Simulator hub = new(async context => (await Assert.ThrowsAsync<JsonException>(() => context.CallActivityAsync<int>("Text"))).GetType().Name);
        hub.Step();
        hub.Step(Done(0, "no number"));

        Assert.Equal("\"JsonException\"", hub.Output);
    }

    [Fact]
    public void CallActivity_WithoutResult_GivesTheDefault()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<int>("Void") + await context.CallActivityAsync<int>("Void"));
        hub.Step();
        hub.Step(Done(0, null));
        hub.Step(Done(1, 4));

        Assert.Equal("4", hub.Output);
    }

    [Fact]
    public void CallActivity_OptionsInPlaceOfTheInput_AreRefused()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<int>("Add", (object)new TaskOptions()));
        hub.Step();

        Assert.Equal(
            "failed: System.ArgumentException: 'Add' was given task options as its input and no options. To pass options without an input, name the parameter: options: ...",
            hub.Output);
    }

    [Fact]
    public void Call_WithoutAName_IsRefusedThroughTheTask()
    {
        Simulator hub = new(async context => (await Assert.ThrowsAsync<ArgumentException>(() => context.CallActivityAsync<int>(""))).Message);
        hub.Step();

        Assert.Equal("\"The name of the activity or sub-orchestration is empty.\"", hub.Output);
    }

    [Fact]
    public void Run_SecondOutcomeOfOneCall_IsDropped()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<int>("A") + await context.CallActivityAsync<int>("B"));
        hub.Step();
        hub.Step(Done(0, 1), Done(0, 7));
        hub.Step(Done(0, 9), Done(1, 2));

        Assert.Equal("3", hub.Output);
    }

    [Fact]
    public void Run_CallsAfterAStackOfContinuations_DoNotOverflow()
    {
        Simulator hub = new(async context =>
        {
            for (int i = 0; i < 20_000; i++) await Task.Yield();
            Task<int>[] calls = [.. Enumerable.Range(0, 2_000).Select(_ => context.CallActivityAsync<int>("A"))];
            Task chain = Task.CompletedTask;
            foreach (Task<int> call in calls) chain = After(chain, call);
            await chain;
            return calls.Sum(call => call.Result);
        });
        hub.Step();
        hub.Step([.. Enumerable.Range(0, 2_000).Reverse().Select(i => Done(i, 1))]);

        Assert.Equal("2000", hub.Output);

        static async Task After(Task before, Task<int> call)
        {
            await before;
            await call;
        }
    }

    private static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
