using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class RetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Policy_FailureThenSuccess_WaitsByADurableTimerBetween()
    {
        Simulator hub = Calling(new RetryPolicy(3, TimeSpan.FromMilliseconds(50)));
        hub.Step();
        DateTimeOffset failedAt = hub.Now;

        Assert.Equal(new TimerCreated(failedAt, 1, failedAt.AddMilliseconds(50)), Assert.Single(hub.Step(Broken(0)).Actions));
        Assert.Equal(new TaskScheduled(hub.Now, 2, "Flaky", null), Assert.Single(hub.Step(Fired(1)).Actions));
        hub.Step(Done(2, 5));

        Assert.Equal("5", hub.Output);
    }

    [Fact]
    public void Policy_Exhausted_TakesOneMoreTimerThenThrowsTheLastFailure()
    {
        Simulator hub = Calling(new RetryPolicy(2, Second));
        hub.Step();
        hub.Step(Broken(0));
        hub.Step(Fired(1));
        DateTimeOffset failedAt = hub.Now;

        Assert.Equal(new TimerCreated(failedAt, 3, failedAt), Assert.Single(hub.Step(Broken(2)).Actions));
        Assert.Null(hub.Last.End);
        hub.Step(Fired(3));

        Assert.Equal("failed: Microsoft.DurableTask.TaskFailedException: Task 'Flaky' (#2) failed with an unhandled exception: late", hub.Output);
    }

    [Fact]
    public void Policy_WithBackoff_GrowsThePauseUpToTheLongest()
    {
        Simulator hub = Calling(new RetryPolicy(5, Second, 2, TimeSpan.FromSeconds(3)));
        hub.Step();

        Assert.Equal([1d, 2d, 3d, 3d], Pauses(hub, 4));
    }

    [Fact]
    public void Policy_PastItsTimeout_ThrowsWithoutAnotherTimer()
    {
        Simulator hub = Calling(new RetryPolicy(100, Second, retryTimeout: TimeSpan.FromSeconds(3)));
        hub.Step();
        hub.Step(Broken(0));
        hub.Step(Fired(1));

        Assert.Empty(hub.Step(Broken(2)).Actions);
        Assert.StartsWith("failed: ", hub.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_WithHandleFailure_IsRefusedBeforeTheFirstAttempt()
    {
        Simulator hub = Calling(new RetryPolicy(3, Second) { HandleFailure = _ => true });

        Assert.Empty(hub.Step().Actions);
        Assert.Equal(
            "failed: ServerlessTraining.LocalEngine.LocalEngineException: The retry policy of 'Flaky' has a HandleFailure, which the local engine cannot ask. "
            + "Use TaskOptions.FromRetryHandler: it works here and in Azure.",
            hub.Output);
    }

    [Fact]
    public void Policy_TwoCallsAtOnce_TakeIdsInTheOrderOfTheirFailures()
    {
        RetryPolicy policy = new(2, Second);
        Simulator hub = new(async context => (await Task.WhenAll(
            context.CallActivityAsync<int>("Flaky", options: policy.Options()), context.CallActivityAsync<int>("Flaky", options: policy.Options()))).Sum());
        hub.Step();
        hub.Step(Broken(1), Broken(0));
        hub.Step(Fired(3));

        Assert.Equal([2, 4], hub.Last.Pending);
    }

    [Fact]
    public void Handler_EveryFailure_IsAskedFromAttemptOneWithTheFailure()
    {
        List<string> seen = [];
        Simulator hub = new(context =>
        {
            seen.Clear();
            return Boxed(context.CallActivityAsync<int>("Flaky", options: TaskOptions.FromRetryHandler(last =>
            {
                seen.Add($"{last.LastAttemptNumber}:{last.LastFailure}:{last.LastFailure.IsCausedBy<TimeoutException>()}:{last.TotalRetryTime}");
                return last.LastAttemptNumber < 9;
            })));
        });
        hub.Step();
        hub.Step(Broken(0));
        Assert.Equal(new TaskScheduled(Start.AddSeconds(1), 1, "Flaky", null), Assert.Single(hub.Last.Actions));
        hub.Step(Broken(1));
        hub.Step(Done(2, 3));

        Assert.Equal("3", hub.Output);
        Assert.Equal(["1:System.TimeoutException: late:True:00:00:01", "2:System.TimeoutException: late:True:00:00:02"], seen);
    }

    [Fact]
    public void Handler_ThatGivesUp_ThrowsTheLastFailure()
    {
        Simulator hub = new(context => Boxed(context.CallActivityAsync<int>("Flaky", options: TaskOptions.FromRetryHandler(last => last.LastAttemptNumber < 2))));
        hub.Step();
        hub.Step(Broken(0));
        hub.Step(Broken(1));

        Assert.Equal("failed: Microsoft.DurableTask.TaskFailedException: Task 'Flaky' (#1) failed with an unhandled exception: late", hub.Output);
    }

    [Fact]
    public void Handler_ThatAwaitsATimerOfTheContext_PausesDurably()
    {
        Simulator hub = new(context => Boxed(context.CallActivityAsync<int>("Flaky", options: TaskOptions.FromRetryHandler(async last =>
        {
            await last.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(1), last.CancellationToken);
            return true;
        }))));
        hub.Step();

        Assert.IsType<TimerCreated>(Assert.Single(hub.Step(Broken(0)).Actions));
        Assert.IsType<TaskScheduled>(Assert.Single(hub.Step(Fired(1)).Actions));
    }

    [Fact]
    public void SubOrchestration_Retried_StartsTheSameInstanceAgain()
    {
        Simulator hub = new(context => Boxed(context.CallSubOrchestratorAsync<int>("Child", options: new RetryPolicy(2, Second).Options())));
        ChildCreated first = Assert.IsType<ChildCreated>(Assert.Single(hub.Step().Actions));
        hub.Step(new ChildFailed(default, 0, Failures.Of(new TimeoutException("late"))));
        ChildCreated second = Assert.IsType<ChildCreated>(Assert.Single(hub.Step(Fired(1)).Actions));

        Assert.Equal((first.InstanceId, 2), (second.InstanceId, second.Id));
    }

    private static Simulator Calling(RetryPolicy policy) => new(context => Boxed(context.CallActivityAsync<int>("Flaky", options: policy.Options())));

    private static async Task<object?> Boxed(Task<int> task) => await task;

    private static HistoryEvent Broken(int id) => Failed(id, new TimeoutException("late"));

    private static IEnumerable<double> Pauses(Simulator hub, int count)
    {
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset now = hub.Now;
            yield return (Assert.IsType<TimerCreated>(Assert.Single(hub.Step(Broken(2 * i)).Actions)).FireAt - now).TotalSeconds;
            hub.Step(Fired((2 * i) + 1));
        }
    }
}

file static class RetryPolicyForTests
{
    public static TaskOptions Options(this RetryPolicy policy) => TaskOptions.FromRetryPolicy(policy);
}
