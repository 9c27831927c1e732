using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class SubOrchestrationTests
{
    [Fact]
    public void CallSubOrchestrator_WithAnInstanceId_UsesIt()
    {
        Simulator hub = new(async context => await context.CallSubOrchestratorAsync<string>("Child", "hello", new TaskOptions().WithInstanceId("mine")));
        hub.Step();

        Assert.Equal(new ChildCreated(Simulator.Start, 0, "Child", "mine", "", "\"hello\""), Assert.Single(hub.Last.Actions));
        hub.Step(new ChildCompleted(default, 0, "\"done\""));
        Assert.Equal("\"done\"", hub.Output);
    }

    [Fact]
    public void CallSubOrchestrator_WithoutAnId_GetsTheNextGuidWithoutDashes()
    {
        Simulator hub = new(async context => await context.CallSubOrchestratorAsync<string>("Child") + await context.CallSubOrchestratorAsync<string>("Child"));
        ChildCreated first = Assert.IsType<ChildCreated>(Assert.Single(hub.Step().Actions));
        ChildCreated second = Assert.IsType<ChildCreated>(Assert.Single(hub.Step(new ChildCompleted(default, 0, null)).Actions));

        Assert.Equal("4518a75ab1a2556b93a1601b242035fe", first.InstanceId);
        Assert.NotEqual(first.InstanceId, second.InstanceId);
        hub.Step(new ChildCompleted(default, 1, null));
        Assert.Equal("\"\"", hub.Output);
    }

    [Fact]
    public void CallSubOrchestrator_ThatFailed_ThrowsItsDetailsWithoutACause()
    {
        TaskFailedException? caught = null;
        Simulator hub = new(async context =>
        {
            caught = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<string>("Child"));
            return caught.FailureDetails.IsCausedBy<NotSupportedException>();
        });
        hub.Step();
        hub.Step(new ChildFailed(default, 0, Failures.Of(new NotSupportedException("child went wrong"))));

        Assert.Equal("true", hub.Output);
        Assert.Equal("Task 'Child' (#0) failed with an unhandled exception: child went wrong", caught?.Message);
        Assert.Null(caught?.InnerException);
    }

    [Fact]
    public void CallSubOrchestrator_WithoutAVersion_GetsTheDefaultNotTheParents()
    {
        Simulator hub = new(
            async context => context.Version + await context.CallSubOrchestratorAsync<string>("Child")
                + await context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions { Version = "3" }),
            version: "1", defaultVersion: "2");

        Assert.Equal("2", Assert.IsType<ChildCreated>(Assert.Single(hub.Step().Actions)).Version);
        Assert.Equal("3", Assert.IsType<ChildCreated>(Assert.Single(hub.Step(new ChildCompleted(default, 0, null)).Actions)).Version);
        hub.Step(new ChildCompleted(default, 1, null));
        Assert.Equal("\"1\"", hub.Output);
    }

    [Fact]
    public void Parent_OfAChild_IsItsNameAndInstance()
    {
        Simulator child = new(
            context => Task.FromResult<object?>($"{context.Parent?.Name} {context.Parent?.InstanceId} {context.Name}"),
            parent: new ParentCall("Father", "p1", "e1", 4));
        Simulator orphan = new(context => Task.FromResult<object?>(context.Parent is null));
        child.Step();
        orphan.Step();

        Assert.Equal(("\"Father p1 Main\"", "true"), (child.Output, orphan.Output));
    }
}
