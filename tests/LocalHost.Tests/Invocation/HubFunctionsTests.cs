using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;

namespace ServerlessTraining.LocalHost.Tests.Invocation;

public sealed class HubFunctionsTests : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public void FromApp_App_HasItsOrchestratorsAndActivities()
    {
        TaskHubFunctions hub = HubFunctions.FromApp(Functions(), Invoker());

        Assert.Equal(["PlainPlan", "Plan"], hub.OrchestratorNames.Order(StringComparer.Ordinal));
        Assert.Equal(["Double", "Whose"], hub.ActivityNames.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Double", "21", 42)]
    [InlineData("Whose", "\"x\"", "x of i-1")]
    public async Task Activity_Input_IsReadWithTheCallsConverter(string name, string input, object result) =>
        Assert.Equal(result, await RunActivityAsync(name, input));

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public async Task Activity_NoInputForANumber_FailsAndSaysWhy(string? input)
    {
        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => RunActivityAsync("Double", input));

        Assert.Equal("Function 'Double' needs a value for 'n' and got none; send one, give the parameter a default or make it Int32?.", error.Message);
    }

    [Fact]
    public async Task Activity_InputThatDoesNotFit_Fails() =>
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => RunActivityAsync("Double", "\"seven\""));

    [Fact]
    public async Task Orchestrator_Input_IsItsSecondParameter() => Assert.Equal(8, await PlanAsync("Plan", new FakeContext("7")));

    [Fact]
    public async Task Orchestrator_WithoutInputParameter_GetsTheContextAlone() => Assert.Equal("i-1", await PlanAsync("PlainPlan", new FakeContext(null)));

    /// <summary>As the real worker: conformance scenario orchestrator.wrong.input.type.</summary>
    [Fact]
    public async Task Orchestrator_NoInputForANumber_Fails() => await Assert.ThrowsAsync<LocalHostException>(() => PlanAsync("Plan", new FakeContext(null)));

    [Fact]
    public async Task Orchestrator_InputThatDoesNotFit_Fails() => await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => PlanAsync("Plan", new FakeContext("\"seven\"")));

    /// <summary>The engine decides at that moment whether the turn is over.</summary>
    [Fact]
    public void Orchestrator_ThatDoesNotWait_HasEndedWhenItReturns() => Assert.True(PlanAsync("Plan", new FakeContext("7")).IsCompleted);

    private static AppFunctions Functions() => FunctionDiscovery.Find(new ConfigurationBuilder().Build(), typeof(App));

    private FunctionInvoker Invoker() =>
        new(new LocalApplicationBuilder(new ServiceCollection()), services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System);

    private Task<object?> RunActivityAsync(string name, string? input) => Invoker().InvokeAsync(new ActivityFunctionCall(
        Functions().Activities.Single(f => f.Name == name), new ActivityCall(name, "i-1", 0, 1, input, JsonDataConverter.Default), TestContext.Current.CancellationToken));

    private Task<object?> PlanAsync(string name, TaskOrchestrationContext context) =>
        Invoker().InvokeAsync(new OrchestratorCall(Functions().Orchestrators.Single(f => f.Name == name), context));

    private static class App
    {
        [Function("Plan")]
        public static int Plan([OrchestrationTrigger] TaskOrchestrationContext context, int count) => context.InstanceId.Length > 0 ? count + 1 : 0;

        [Function("PlainPlan")]
        public static Task<string> PlainPlan([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.InstanceId);

        [Function("Double")]
        public static int Double([ActivityTrigger] int n) => 2 * n;

        [Function("Whose")]
        public static async Task<string> Whose([ActivityTrigger] string text, string instanceId, FunctionContext context)
        {
            await Task.Yield();
            return $"{text} of {(context.FunctionDefinition.Name == "Whose" ? instanceId : "")}";
        }
    }
}
