using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Functions.Startup;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Startup;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.Startup;

[Collection(nameof(OneStore))]
public sealed class StorageGateTests(AzuriteFixture azurite)
{
    private int ran;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Health", "httpTrigger")]
    [InlineData("Dashboard", "httpTrigger")]
    [InlineData("GridOrchestrator", "orchestrationTrigger")]
    public async Task Invoke_NeedsNoStore_RunsBeforeAnythingIsAwaited(string function, string trigger)
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: 99);

        Task call = new StorageGate(scene.Start).Invoke(new Call(function, trigger), Next);

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task Invoke_RequestWhileTheStoreIsNewer_IsAnsweredWithTheReason()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: 99);
        await scene.Start.StartAsync(Cancel);

        RequestException error = await Assert.ThrowsAsync<RequestException>(
            () => new StorageGate(scene.Start).Invoke(new Call("ListRuns", "httpTrigger", new DefaultHttpContext()), Next));

        Assert.Equal(503, error.Status);
        Assert.StartsWith("The store has version 99,", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, ran);
    }

    [Theory]
    [InlineData("queueTrigger")]
    [InlineData("timerTrigger")]
    [InlineData("activityTrigger")]
    public async Task Invoke_WhileTheStoreIsNotReady_WaitsAndThenRuns(string trigger)
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: 99);
        await scene.Start.StartAsync(Cancel);
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(2), Cancel);
        Task call = new StorageGate(scene.Start).Invoke(new Call("Any", trigger), Next);
        Assert.Equal((false, 0), (call.IsCompleted, ran));

        await scene.SetVersionAsync(1);
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await call;

        Assert.Equal(1, ran);
    }

    [Fact]
    public void Open_Functions_AreThoseThatNeedNoKey() => Assert.Equal(
        ProductTriggers.All.Where(one => one.Trigger is HttpTriggerAttribute { AuthLevel: AuthorizationLevel.Anonymous }).Select(one => one.Name).Order(StringComparer.Ordinal),
        StorageGate.Open.Order(StringComparer.Ordinal));

    [Fact]
    public void Compose_WithAndWithoutTheHold_OnlyTheWorkerInAzureStartsTheStore()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]);

        FunctionsApp.Compose(builder, builder.Configuration);
        Assert.DoesNotContain(builder.Services, one => one.ServiceType == typeof(StorageStart));
        int composed = builder.Services.Count(one => one.ServiceType == typeof(IHostedService));
        FunctionsApp.HoldUntilStored(builder);

        Assert.Equal(1, builder.Services.Count(one => one.ServiceType == typeof(IHostedService)) - composed);
        Assert.Contains(builder.Services, one => one.ServiceType == typeof(StorageGate));
    }

    private Task Next(FunctionContext context)
    {
        ran++;
        return Task.CompletedTask;
    }
}
