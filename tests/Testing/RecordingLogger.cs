using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Testing;

/// <summary>Keeps what was logged, and lets a test wait for it.</summary>
public sealed class RecordingLogger : ILogger
{
    private readonly Lock gate = new();
    private readonly List<(int Event, LogLevel Level, string Text)> lines = [];
    private readonly List<(int Event, int Count, TaskCompletionSource Met)> watchers = [];

    public IReadOnlyList<(int Event, LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    /// <summary>Completes when the event was logged so often.</summary>
    public Task WhenAsync(int eventId, int count, CancellationToken cancellationToken)
    {
        TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            watchers.Add((eventId, count, met));
            Report();
        }

        return met.Task.WaitAsync(cancellationToken);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        lock (gate)
        {
            lines.Add((eventId.Id, logLevel, formatter(state, exception)));
            Report();
        }
    }

    private void Report() => watchers.RemoveAll(watcher => lines.Count(line => line.Event == watcher.Event) >= watcher.Count && watcher.Met.TrySetResult());
}
