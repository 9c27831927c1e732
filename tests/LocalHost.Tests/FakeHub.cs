using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.LocalHost.Tests;

/// <summary>A task hub of fixed instances, which keeps what it was asked.</summary>
internal sealed class FakeHub(params OrchestrationMetadata[] instances) : DurableTaskClient("fake")
{
    public List<string> Started { get; } = [];

    public OrchestrationQuery? LastQuery { get; private set; }

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        Started.Add($"{orchestratorName} {input}");
        return Task.FromResult(options?.InstanceId ?? "new");
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => Task.CompletedTask;

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(instances[0]);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(instances[0]);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => Task.CompletedTask;

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => Task.CompletedTask;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(Array.Find(instances, i => i.InstanceId == instanceId));

    /// <summary>One page of the asked size; the token is the index of the next instance.</summary>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        LastQuery = filter;
        return Pageable.Create((token, size, _) =>
        {
            int from = token is null ? 0 : int.Parse(token);
            int to = Math.Min(instances.Length, from + (size ?? 100));
            return Task.FromResult(new Page<OrchestrationMetadata>(instances[from..to], to < instances.Length ? $"{to}" : null));
        });
    }

    public override ValueTask DisposeAsync() => default;
}
