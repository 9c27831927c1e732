using System.Diagnostics;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Tests.Invocation;

public sealed class FunctionInvokerTests
{
    private readonly ServiceCollection services = new();
    private readonly List<string> notes = [];

    public FunctionInvokerTests() => services.AddSingleton(notes).AddScoped<Scoped>().AddSingleton<DurableClientSource>();

    [Fact]
    public async Task InvokeAsync_Class_IsMadeInAScopeOfItsOwnAndDisposed()
    {
        await RunAsync("Instance", Message("x"));
        await RunAsync("Instance", Message("y"));

        Assert.Equal(["made", "x", "disposed", "scope gone", "made", "y", "disposed", "scope gone"], notes);
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("Void")]
    public async Task InvokeAsync_EachWayToReturnNothing_IsAwaited(string name)
    {
        await RunAsync(name, Message("x"));

        Assert.Equal([name], notes);
    }

    [Theory]
    [InlineData("ThrowsAtOnce")]
    [InlineData("ThrowsLater")]
    public async Task InvokeAsync_Exception_ComesAsItWasThrown(string name) =>
        Assert.Equal("on purpose", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(name, Message("x")))).Message);

    [Fact]
    public async Task InvokeAsync_Queue_BindsBodyAndMetadata()
    {
        await RunAsync("Shapes", Message("{\"SIZE\":3}"));

        Assert.Equal(["3|m-1|2|2026-01-02T03:04:05.0000000+00:00|pop"], notes);
    }

    [Theory]
    [InlineData("AsBytes", "3")]
    [InlineData("AsBinary", "abc")]
    [InlineData("AsMessage", "m-1")]
    public async Task InvokeAsync_Queue_GivesTheBodyAsAsked(string name, string note)
    {
        await RunAsync(name, Message("abc"));

        Assert.Equal([note], notes);
    }

    [Fact]
    public async Task InvokeAsync_QueueBodyThatDoesNotFit_Fails() =>
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => RunAsync("Shapes", Message("no JSON")));

    [Fact]
    public async Task InvokeAsync_Middleware_RunsAroundInTheOrderOfRegistration()
    {
        await RunAsync("Void", Message("x"), builder => builder.UseMiddleware<Outer>().UseMiddleware(async (_, next) =>
        {
            notes.Add("inner in");
            await next();
            notes.Add("inner out");
        }));

        Assert.Equal(["outer in Void", "inner in", "Void", "inner out", "outer out"], notes);
    }

    [Fact]
    public async Task InvokeAsync_MiddlewareThatDoesNotGoOn_KeepsTheFunctionFromRunning()
    {
        await RunAsync("Void", Message("x"), builder => builder.Use(_ => _ => Task.CompletedTask));

        Assert.Empty(notes);
    }

    [Fact]
    public async Task InvokeAsync_Context_TellsOfTheCall()
    {
        using Activity activity = new Activity("test").Start();
        FunctionContext? seen = null;

        await RunAsync("Shapes", Message("{\"size\":3}"), builder => builder.UseMiddleware((context, next) =>
        {
            seen = context;
            return next();
        }));

        Assert.Equal(("Shapes", $"{typeof(App).FullName}.Shapes"), (seen!.FunctionDefinition.Name, seen.FunctionDefinition.EntryPoint));
        Assert.Equal(["parcel", "id", "dequeueCount", "insertionTime", "popReceipt", "context"], seen.FunctionDefinition.Parameters.Select(p => p.Name));
        Assert.Equal("queueTrigger", seen.FunctionDefinition.InputBindings["parcel"].Type);
        Assert.Equal("m-1", seen.BindingContext.BindingData["ID"]);
        Assert.Equal(activity.Id, seen.TraceContext.TraceParent);
        Assert.Equal((0, 0), (seen.RetryContext.RetryCount, seen.RetryContext.MaxRetryCount));
        Assert.True(Guid.TryParse(seen.InvocationId, out _));
        Assert.Equal(seen.FunctionDefinition.Id, seen.FunctionId);
        Assert.Null(seen.GetHttpContext());
    }

    [Fact]
    public async Task InvokeAsync_TimerWithRetries_IsTriedAgainAndKnowsWhichTry()
    {
        await RunAsync("Stubborn", function => new TimerCall((TimerFunction)function, new TimerInfo(), TestContext.Current.CancellationToken));

        Assert.Equal(["0 of 3", "1 of 3", "2 of 3"], notes);
    }

    [Fact]
    public async Task InvokeAsync_NoHub_SaysSo()
    {
        RequestException error = await Assert.ThrowsAsync<RequestException>(() => RunAsync("Client", Message("x")));

        Assert.Equal((503, "The task hub has not started yet; ask again in a moment."), (error.Status, error.Message));
    }

    private static Func<AppFunction, FunctionCall> Message(string body) => function => new QueueCall(
        (QueueFunction)function,
        QueuesModelFactory.QueueMessage("m-1", "pop", BinaryData.FromString(body), 2, insertedOn: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
        TestContext.Current.CancellationToken);

    private async Task RunAsync(string name, Func<AppFunction, FunctionCall> call, Action<IFunctionsWorkerApplicationBuilder>? compose = null)
    {
        LocalApplicationBuilder builder = new(services);
        compose?.Invoke(builder);
        await using ServiceProvider provider = services.BuildServiceProvider();
        FunctionInvoker invoker = new(builder, provider.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System);
        AppFunction function = FunctionDiscovery.Find(new ConfigurationBuilder().Build(), typeof(App)).All.Single(f => f.Name == name);
        await invoker.InvokeAsync(call(function));
    }

    private sealed class Scoped(List<string> notes) : IDisposable
    {
        public void Dispose() => notes.Add("scope gone");
    }

    private sealed class Outer(List<string> notes) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            notes.Add($"outer in {context.FunctionDefinition.Name}");
            await next(context);
            notes.Add("outer out");
        }
    }

    private sealed record Parcel(int Size);

    private sealed class App : IDisposable
    {
        private readonly List<string> notes;

        public App(List<string> notes, Scoped scoped)
        {
            this.notes = notes;
            notes.Add(scoped is null ? "no scope" : "made");
        }

        public void Dispose() => notes.Add("disposed");

        [Function("Instance")]
        public void Instance([QueueTrigger("q")] string body) => notes.Add(body);

        [Function("Void")]
        public static void Void([QueueTrigger("q")] string body, FunctionContext context) => Note(context, body.Length > 0 ? "Void" : "");

        [Function("Task")]
        public static async Task Later([QueueTrigger("q")] string body, FunctionContext context)
        {
            await Task.Yield();
            Note(context, body.Length > 0 ? "Task" : "");
        }

        [Function("ValueTask")]
        public static async ValueTask Value([QueueTrigger("q")] string body, FunctionContext context)
        {
            await Task.Yield();
            Note(context, body.Length > 0 ? "ValueTask" : "");
        }

        [Function("ThrowsAtOnce")]
        public static void Throws([QueueTrigger("q")] string body) => throw new InvalidOperationException(body.Length > 0 ? "on purpose" : "");

        [Function("ThrowsLater")]
        public static async Task ThrowsLater([QueueTrigger("q")] string body)
        {
            await Task.Yield();
            throw new InvalidOperationException(body.Length > 0 ? "on purpose" : "");
        }

        [Function("Shapes")]
        public static void Shapes([QueueTrigger("q")] Parcel parcel, string id, int dequeueCount, string insertionTime, string popReceipt, FunctionContext context) =>
            Note(context, $"{parcel.Size}|{id}|{dequeueCount}|{insertionTime}|{popReceipt}");

        [Function("AsBytes")]
        public static void AsBytes([QueueTrigger("q")] byte[] body, FunctionContext context) => Note(context, $"{body.Length}");

        [Function("AsBinary")]
        public static void AsBinary([QueueTrigger("q")] BinaryData body, FunctionContext context) => Note(context, body.ToString());

        [Function("AsMessage")]
        public static void AsMessage([QueueTrigger("q")] QueueMessage body, FunctionContext context) => Note(context, body.MessageId);

        [Function("Client")]
        public static void Client([QueueTrigger("q")] string body, [DurableClient] DurableTaskClient client) => _ = (body, client);

        [Function("Stubborn")]
        [ExponentialBackoffRetry(3, "00:00:00", "00:00:01")]
        public static void Stubborn([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context)
        {
            Note(context, $"{context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");
            if (context.RetryContext.RetryCount < 2) throw new InvalidOperationException($"{timer.IsPastDue}");
        }

        private static void Note(FunctionContext context, string text) => context.InstanceServices.GetRequiredService<List<string>>().Add(text);
    }
}
