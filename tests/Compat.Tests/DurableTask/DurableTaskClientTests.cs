using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class DurableTaskClientTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overloads_OfScheduleAndGet_EndInTheAbstractOnes()
    {
        await using FakeClient client = new();
        await client.ScheduleNewOrchestrationInstanceAsync("Fan", Cancel);
        await client.ScheduleNewOrchestrationInstanceAsync("Fan", 3, Cancel);
        await client.ScheduleNewOrchestrationInstanceAsync("Fan", new StartOrchestrationOptions("x"), Cancel);
        await client.GetInstanceAsync("x", Cancel);
        await client.GetInstanceAsync("x", getInputsAndOutputs: true, Cancel);
        Assert.Equal(["schedule Fan  ", "schedule Fan 3 ", "schedule Fan  x", "get x False", "get x True"], client.Calls);
    }

    [Fact]
    public async Task NotOverridden_TerminatePurgeRestartRewind_SayWhoDoesNotSupportThem()
    {
        await using FakeClient client = new();
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => client.TerminateInstanceAsync("x", "why", Cancel),
            () => client.PurgeInstanceAsync("x", Cancel),
            () => client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), Cancel),
            () => client.RestartAsync("x", cancellation: Cancel),
            () => client.RewindInstanceAsync("x", "why", Cancel),
            () => client.ListInstanceIdsAsync(cancellation: Cancel),
        })
        {
            NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(call);
            Assert.StartsWith(typeof(FakeClient).FullName!, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AsyncPageable_TwoPages_GivesAllItems()
    {
        await using FakeClient client = new();
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync())
        {
            ids.Add(instance.InstanceId);
        }

        Assert.Equal(["a", "b"], ids);
    }

    [Fact]
    public void ReadOutputAs_WithoutConverter_IsRefusedWithTheMethodsName()
    {
        OrchestrationMetadata bare = new("Fan", "x") { SerializedOutput = "3" };
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
        Assert.StartsWith("The ReadOutputAs method", error.Message, StringComparison.Ordinal);
        OrchestrationMetadata full = new("Fan", "x") { SerializedOutput = "3", DataConverter = JsonDataConverter.Default };
        Assert.Equal(3, full.ReadOutputAs<int>());
        Assert.Null(full.ReadInputAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    public void IsRunningIsCompleted_PerStatus_AsTheRealOne(OrchestrationRuntimeStatus status, bool running, bool completed)
    {
        OrchestrationMetadata instance = new("Fan", "x") { RuntimeStatus = status };
        Assert.Equal(running, instance.IsRunning);
        Assert.Equal(completed, instance.IsCompleted);
    }

    [Fact]
    public void ToString_LongPayloadAndFailure_AreShortened()
    {
        OrchestrationMetadata instance = new("Fan", "x")
        {
            SerializedOutput = new string('o', 60),
            FailureDetails = new TaskFailureDetails("E", "m", null, null, null),
        };
        string text = instance.ToString();
        Assert.StartsWith("[Name: 'Fan', ID: 'x', RuntimeStatus: Running, CreatedAt: 0001-01-01T00:00:00", text, StringComparison.Ordinal);
        Assert.EndsWith($", Output: '{new string('o', 50)}...', FailureDetails: 'E - m']", text, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonDataConverter_OfFieldsAndNull_ReadsBoth()
    {
        Assert.Equal("""{"Item1":1,"Item2":"a"}""", JsonDataConverter.Default.Serialize((1, "a")));
        Assert.Equal((1, "a"), JsonDataConverter.Default.Deserialize<(int, string)>("""{"Item1":1,"Item2":"a"}"""));
        Assert.Null(JsonDataConverter.Default.Serialize(null));
    }

    [Fact]
    public void Deserialize_Absent_IsNullOrThrowsForAValueType()
    {
        Assert.Null(JsonDataConverter.Default.Deserialize<string>(null));
        Assert.Null(JsonDataConverter.Default.Deserialize<int?>(null));
        Assert.Throws<NullReferenceException>(() => JsonDataConverter.Default.Deserialize<int>(null));
    }
}
