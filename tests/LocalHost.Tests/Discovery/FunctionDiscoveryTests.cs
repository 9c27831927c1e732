using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Functions;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Tests.Discovery;

public sealed class FunctionDiscoveryTests
{
    private readonly Dictionary<string, string?> settings = new() { ["EVERY"] = "0 0 * * * *", ["Jobs:Queue"] = "jobs" };

    [Fact]
    public void Find_EveryKind_HasWhatItsTriggerSays()
    {
        AppFunctions found = Find(typeof(Good));

        HttpFunction item = found.Http.Single(f => f.Name == "Item");
        Assert.Equal(("items/{id:int}", AuthorizationLevel.Function), (item.Route, item.Level));
        Assert.Equal(["GET", "PUT"], item.Verbs);
        Assert.Equal("Bare", found.Http.Single(f => f.Name == "Bare").Route);
        TimerFunction timer = Assert.Single(found.Timers);
        Assert.Equal(("0 0 * * * *", true, false), (timer.Schedule, timer.UseMonitor, timer.RunOnStartup));
        Assert.IsType<FixedDelayRetryAttribute>(timer.Retry);
        Assert.Equal(("jobs", "Other"), found.Queues.Select(q => (q.QueueName, q.Connection)).Single());
        Assert.Equal("Plan", Assert.Single(found.Orchestrators).Name);
        Assert.Equal("Step", Assert.Single(found.Activities).Name);
        Assert.Empty(found.Disabled);
    }

    [Theory]
    [InlineData("function 'Unknown' uses [Thing] on 'thing', which is not known here")]
    [InlineData("function 'Unknown' has [HttpTrigger] on a String, which is not known here")]
    [InlineData("function 'Service' has the parameter 'clock' of type TimeProvider, which is not known here")]
    [InlineData("function 'Elsewhere' has the parameter 'id', which its route 'Elsewhere' does not fill")]
    [InlineData("function 'Optional' has the optional route value 'n' as Int32, which cannot be missing; make it Int32? or give it a default")]
    [InlineData("function 'Odd' has the route constraint 'prime' in 'odd/{n:prime}', which is not known here")]
    [InlineData("function 'Broken' has the route 'broken/{n', which cannot be read")]
    [InlineData("function 'None' has no trigger")]
    [InlineData("function 'Two' has 2 triggers; one is allowed")]
    [InlineData("function 'Tick' returns String, which nobody would read; return nothing or a Task")]
    [InlineData("function 'Tick' needs the setting 'NOWHERE' (%NOWHERE%), which is not set")]
    [InlineData("function 'Message' has the parameter 'dequeueCount' of type Guid, which is not known here")]
    [InlineData("function 'Message' uses [FromBody] on 'text', which is not known here")]
    [InlineData("function 'Message' uses [FixedDelayRetry], which the Functions host heeds on timers only")]
    [InlineData("function 'Plan' uses [DurableClient] in an orchestrator")]
    [InlineData("function 'Plan' has the parameter 'second' of type Int32, which is not known here")]
    [InlineData("function 'Client' has [DurableClient] on a String, which is not known here")]
    [InlineData("function 'Client' names a task hub or connection in [DurableClient]")]
    [InlineData("function 'Lost' is async void, so nobody would see it end; return a Task")]
    [InlineData("function 'Wide' is one of several methods Overloaded, which the worker cannot tell apart; give it a method name of its own")]
    [InlineData("function '9 lives' has a bad name")]
    [InlineData("function 'NONE' is declared 2 times; names must differ, not only in case")]
    [InlineData("functions 'SameA' and 'SameB' have the same route, GET /same/{int}/x")]
    [InlineData("Known are [HttpTrigger] HttpRequest")]
    public void Find_WhatItDoesNotKnow_IsNamedWithEverythingElseThatIsWrong(string part) =>
        Assert.Contains(part, Assert.Throws<LocalHostException>(() => Find(typeof(Bad))).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void FindIn_FunctionThatIsNotPublic_IsNamed() => Assert.Contains(
        "function 'Hidden' is not public; make Secret.Hidden and its class public",
        Assert.Throws<LocalHostException>(() => FunctionDiscovery.FindIn(Configuration(), typeof(Secret).Assembly)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("AzureWebJobs.Item.Disabled", "true")]
    [InlineData("AzureWebJobs.Item.Disabled", "1")]
    [InlineData("AzureWebJobs:Item:Disabled", "True")]
    public void Find_SwitchedOff_IsLeftOutAndListed(string setting, string value)
    {
        settings[setting] = value;

        AppFunctions found = Find(typeof(Good));

        Assert.Equal(["Item"], found.Disabled);
        Assert.DoesNotContain(found.All, f => f.Name == "Item");
    }

    [Fact]
    public void Find_SwitchedOffByFalse_IsThere()
    {
        settings["AzureWebJobs.Item.Disabled"] = "false";

        Assert.Empty(Find(typeof(Good)).Disabled);
    }

    [Fact]
    public void FindIn_OwnApp_OnlyHealthAndThePageAreOpen()
    {
        AppFunctions own = FunctionDiscovery.FindIn(Configuration(), typeof(FunctionsApp).Assembly);

        Assert.Equal(["Dashboard", "Health"], own.Http.Where(f => f.Level == AuthorizationLevel.Anonymous).Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    private AppFunctions Find(params IEnumerable<Type> types) => FunctionDiscovery.Find(Configuration(), types);

    private IConfiguration Configuration() => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private static class Secret
    {
        [Function("Hidden")]
        public static void Hidden([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class ThingAttribute : Microsoft.Azure.Functions.Worker.Extensions.Abstractions.InputBindingAttribute;

    private sealed record Parcel(int Size);

    private static class Good
    {
        [Function("Item")]
        public static IResult Item(
            [HttpTrigger(AuthorizationLevel.Function, "get", "PUT", Route = "/items/{id:int}")] HttpRequest request, int id, [FromBody] Parcel parcel,
            [DurableClient] DurableTaskClient client, FunctionContext context, CancellationToken ct) => Results.Ok(new { request.Path, id, parcel, client, context, ct });

        [Function("Bare")]
        public static ValueTask Bare([HttpTrigger] HttpRequest request) => request.Path.HasValue ? default : throw new InvalidOperationException();

        [Function("Tick")]
        [FixedDelayRetry(2, "00:00:01")]
        public static void Tick([TimerTrigger("%EVERY%")] TimerInfo timer, FunctionContext context) => _ = (timer, context);

        [Function("Message")]
        public static async Task Message([QueueTrigger("%Jobs__Queue%", Connection = "Other")] Parcel parcel, string id, long dequeueCount, DateTimeOffset? insertionTime) =>
            await Task.FromResult((parcel, id, dequeueCount, insertionTime));

        [Function("Plan")]
        public static int Plan([OrchestrationTrigger] TaskOrchestrationContext context, int count) => context.InstanceId.Length + count;

        [Function("Step")]
        public static Task<string> Step([ActivityTrigger] Parcel parcel, string instanceId, CancellationToken ct) =>
            Task.FromResult($"{parcel} {instanceId} {ct.IsCancellationRequested}");
    }

#pragma warning disable MA0155, AZFW0002, DURABLE0008, DURABLE1002 // What is refused here; the last three are the real packages' own analyzers.
    private static class Bad
    {
        [Function("Unknown")]
        public static void Unknown([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string request, [Thing] object thing) => _ = (request, thing);

        [Function("Service")]
        public static void Service([HttpTrigger] HttpRequest request, TimeProvider clock) => _ = (request, clock);

        [Function("Elsewhere")]
        public static void Elsewhere([HttpTrigger] HttpRequest request, int id) => _ = (request, id);

        [Function("Optional")]
        public static void Optional([HttpTrigger(Route = "optional/{n?}")] HttpRequest request, int n) => _ = (request, n);

        [Function("Odd")]
        public static void Odd([HttpTrigger(Route = "odd/{n:prime}")] HttpRequest request) => _ = request;

        [Function("Broken")]
        public static void Broken([HttpTrigger(Route = "broken/{n")] HttpRequest request) => _ = request;

        [Function("Wide")]
        public static void Overloaded([HttpTrigger] HttpRequest request) => Overloaded(request, depth: 1);

        public static void Overloaded(HttpRequest request, int depth) => _ = (request, depth);

        [Function("None")]
        public static void None()
        {
        }

        [Function("none")]
        public static void NoneAgain([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("Two")]
        public static void Two([HttpTrigger] HttpRequest request, [TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = (request, timer);

        [Function("Tick")]
        public static string Tick([TimerTrigger("%NOWHERE%")] TimerInfo timer) => $"{timer.IsPastDue}";

        [Function("Message")]
        [FixedDelayRetry(2, "00:00:01")]
        public static void Message([QueueTrigger("jobs")] string body, Guid dequeueCount, [FromBody] string text) => _ = (body, dequeueCount, text);

        [Function("Plan")]
        public static void Plan([OrchestrationTrigger] TaskOrchestrationContext context, int first, int second, [DurableClient] DurableTaskClient client) =>
            _ = (context, first, second, client);

        [Function("Client")]
        public static void Client([ActivityTrigger] string input, [DurableClient(TaskHub = "other")] string client) => _ = (input, client);

        [Function("Lost")]
        public static async void Lost([TimerTrigger("0 0 * * * *")] TimerInfo timer) => await Task.FromResult(timer);

        [Function("9 lives")]
        public static void Nine([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("SameA")]
        public static void SameA([HttpTrigger("get", Route = "same/{id:int}/x")] HttpRequest request) => _ = request;

        [Function("SameB")]
        public static void SameB([HttpTrigger("get", "post", Route = "same/{other:int}/x")] HttpRequest request) => _ = request;
    }
#pragma warning restore MA0155, AZFW0002, DURABLE0008, DURABLE1002
}
