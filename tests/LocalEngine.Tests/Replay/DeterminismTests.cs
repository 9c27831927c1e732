using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.History;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class DeterminismTests
{
    /// <summary>The values are those of RFC 9562 version 5 over the namespace, instance, time and counter of the real NewGuid, made with another implementation.</summary>
    [Fact]
    public void NewGuid_SameInstanceTimeAndCall_IsTheRealOne()
    {
        Simulator hub = new(context => Task.FromResult<object?>($"{context.NewGuid()} {context.NewGuid()}"));
        hub.Step();

        Assert.Equal("\"4518a75a-b1a2-556b-93a1-601b242035fe 4527fd9a-3f74-5eb5-a126-f90f0da95e6c\"", hub.Output);
    }

    [Fact]
    public void CurrentUtcDateTime_OverTurns_IsTheTimeOfTheTurnInEveryReplay()
    {
        List<DateTime> first = [];
        Simulator hub = new(async context =>
        {
            List<DateTime> seen = [context.CurrentUtcDateTime];
            await context.CallActivityAsync("A");
            seen.Add(context.CurrentUtcDateTime);
            if (first.Count == 0) first = seen;
            await context.CallActivityAsync("B");
            return seen.SequenceEqual(first) && seen.TrueForAll(time => time.Kind == DateTimeKind.Utc);
        });
        hub.Step();
        hub.Step(Done(0, null));
        hub.Step(Done(1, null));

        Assert.Equal("true", hub.Output);
        Assert.Equal([Start.UtcDateTime, Start.UtcDateTime.AddSeconds(1)], first);
    }

    [Fact]
    public void IsReplaying_AndTheReplaySafeLogger_LetEachLineThroughOnce()
    {
        using Lines lines = new();
        int live = 0;
        Simulator hub = new(
            async context =>
            {
                ILogger log = context.CreateReplaySafeLogger("Steps");
                for (int i = 0; i < 3; i++)
                {
#pragma warning disable CA1848, CA1873 // The plain call is what orchestrators of a Functions app make.
                    log.LogInformation("step {Step}", i);
#pragma warning restore CA1848, CA1873
                    if (!context.IsReplaying) live++;
                    await context.CallActivityAsync("A");
                }

                return null;
            },
            loggers: lines);
        hub.Step();
        for (int i = 0; i < 3; i++) hub.Step(Done(i, null));

        Assert.Equal(["step 0", "step 1", "step 2"], lines.Seen);
        Assert.Equal(3, live);
    }

    [Fact]
    public void Run_TheSameHistoryTwice_GivesTheSameTurn()
    {
        Simulator hub = new(async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return await context.CallSubOrchestratorAsync<string>("Child", context.NewGuid());
        });
        hub.Step();
        hub.Step(Fired(0));

        Assert.Null(new LocalEngine.Replay.ReplayCheck(hub.Functions).FirstDifference(hub.Recorded()));
    }

    [Fact]
    public void Entities_OfTheContext_AreNotSupported()
    {
        Simulator hub = new(context => Task.FromResult<object?>(context.Entities));
        hub.Step();

        Assert.Equal("System.NotSupportedException", hub.Failure.ErrorType);
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        public List<string> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Seen.Add(formatter(state, exception));

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
