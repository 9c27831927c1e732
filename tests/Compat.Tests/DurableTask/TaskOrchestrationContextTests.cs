using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class TaskOrchestrationContextTests
{
    private readonly List<string> lines = [];

    [Fact]
    public async Task WaitForExternalEvent_EventFirst_ReturnsItAndCancelsTheTimer()
    {
        FakeContext context = NewContext();
#pragma warning disable xUnit1051 // The overload without a token is the one under test.
        Task<int> wait = context.WaitForExternalEvent<int>("Go", TimeSpan.FromMinutes(1));
#pragma warning restore xUnit1051
        context.Raise("Go", 7);
        Assert.Equal(7, await wait);
        Assert.True(context.TimerToken.IsCancellationRequested);
    }

    [Fact]
    public async Task WaitForExternalEvent_TimerFirst_ThrowsTaskCanceled()
    {
        FakeContext context = NewContext();
        Task<int> wait = context.WaitForExternalEvent<int>("Go", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        context.Timer.SetResult();
        await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
    }

    [Fact]
    public void CreateReplaySafeLogger_WhileReplaying_WritesNothing()
    {
        FakeContext context = NewContext();
        ILogger logger = context.CreateReplaySafeLogger("Cat");
        context.Replaying = true;
        logger.Log(LogLevel.Information, default, "first", null, (text, _) => text);
        context.Replaying = false;
        logger.Log(LogLevel.Information, default, "second", null, (text, _) => text);
        context.ReplaySafeLoggerFactory.CreateLogger("Dog").Log(LogLevel.Information, default, "third", null, (text, _) => text);
        Assert.Equal(["Cat second", "Dog third"], lines);
    }

    [Fact]
    public void CreateReplaySafeLogger_FactoryOfAnotherContext_IsUnwrapped()
    {
        FakeContext inner = NewContext();
        FakeContext outer = new() { Loggers = inner.ReplaySafeLoggerFactory };
        inner.Replaying = true;
        outer.CreateReplaySafeLogger("Cat").Log(LogLevel.Information, default, "outer", null, (text, _) => text);
        Assert.Equal(["Cat outer"], lines);
    }

    [Fact]
    public async Task Overloads_WithOptionsOnly_PassNoInput()
    {
        FakeContext context = NewContext();
        Assert.Null(await context.CallActivityAsync<string?>("A", new TaskOptions()));
        Assert.Null(await context.CallSubOrchestratorAsync<string?>("A", new TaskOptions()));
        context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 3, PreserveUnprocessedEvents = false });
        Assert.Equal((3, false), context.Continued);
        Assert.Equal("", context.Version);
        Assert.Empty(context.Properties);
        Assert.Throws<NotSupportedException>(() => context.Entities);
    }

    private FakeContext NewContext() => new() { Loggers = new ListLogger(lines) };

    private sealed class ListLogger(List<string> lines) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new Category(categoryName, lines);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        private sealed class Category(string name, List<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Add($"{name} {formatter(state, exception)}");
        }
    }
}
