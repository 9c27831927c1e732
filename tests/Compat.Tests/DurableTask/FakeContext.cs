using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Compat.Tests.DurableTask;

/// <summary>The least an engine has to override: that it compiles shows that compat/ adds no abstract member.</summary>
internal sealed class FakeContext : TaskOrchestrationContext
{
    private readonly Dictionary<string, TaskCompletionSource<object>> waiters = new(StringComparer.Ordinal);

    public TaskCompletionSource Timer { get; } = new();

    public CancellationToken TimerToken { get; private set; }

    public bool Replaying { get; set; }

    public required ILoggerFactory Loggers { get; init; }

    public (object? Input, bool Preserve) Continued { get; private set; }

    public override TaskName Name => "Fake";

    public override string InstanceId => "fake";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => DateTime.UnixEpoch;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => Loggers;

    public void Raise(string name, object value) => waiters[name].TrySetResult(value);

    public override T? GetInput<T>()
        where T : default
        => default;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Task.FromResult((TResult)input!);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        TimerToken = cancellationToken;
        return Timer.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<object> waiter = waiters[eventName] = new TaskCompletionSource<object>();
        await using CancellationTokenRegistration registration = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        return (T)await waiter.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
    }

    public override void SetCustomStatus(object? customStatus)
    {
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Task.FromResult((TResult)input!);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continued = (newInput, preserveUnprocessedEvents);

    public override Guid NewGuid() => Guid.Empty;
}
