using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class OptionsTests
{
    [Fact]
    public void WithInstanceId_OfTaskOptions_KeepsTheRest()
    {
        RetryPolicy policy = new(2, TimeSpan.FromSeconds(1));
        TaskOptions options = new(policy, new Dictionary<string, string> { ["a"] = "b" }) { Version = "1.2" };
        SubOrchestrationOptions child = options.WithInstanceId("child");
        Assert.Equal("child", child.InstanceId);
        Assert.Same(options.Retry, child.Retry);
        Assert.Same(options.Tags, child.Tags);
        Assert.Equal("1.2", child.Version?.Version);
    }

    [Fact]
    public void SubOrchestrationOptions_CopiedAsTaskOptions_KeepsItsId()
    {
        TaskOptions options = new SubOrchestrationOptions(instanceId: "child");
        Assert.Equal("child", new SubOrchestrationOptions(options, null).InstanceId);
        Assert.Equal("other", new SubOrchestrationOptions(options, "other").InstanceId);
    }

    [Fact]
    public void StartOrchestrationOptions_Default_IsEmpty()
    {
        StartOrchestrationOptions options = new();
        Assert.Null(options.InstanceId);
        Assert.Null(options.StartAt);
        Assert.Null(options.DedupeStatuses);
        Assert.Empty(options.Tags);
    }

    [Fact]
    public void WithDedupeStatuses_OfStatuses_StoresTheirNames()
    {
        StartOrchestrationOptions options = new StartOrchestrationOptions("id")
            .WithDedupeStatuses(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending);
        Assert.Equal(["Running", "Pending"], options.DedupeStatuses);
        Assert.Equal("id", options.InstanceId);
    }

    [Fact]
    public void Defaults_OfQueryPurgeAndTerminate_AreTheRealOnes()
    {
        OrchestrationQuery query = new();
        Assert.Equal(100, query.PageSize);
        Assert.False(query.FetchInputsAndOutputs);
        Assert.False(new PurgeInstanceOptions().Recursive);
        Assert.Equal(new TerminateInstanceOptions(null, false), new TerminateInstanceOptions());
        Assert.True(new ContinueAsNewOptions().PreserveUnprocessedEvents);
        Assert.Throws<ArgumentException>(() => new PurgeResult(-1));
    }
}
