using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.Compat.Tests.DurableTask;

/// <summary>The least a client has to override; the calls it got are in <see cref="Calls"/>.</summary>
internal sealed class FakeClient() : DurableTaskClient("fake")
{
    public List<string> Calls { get; } = [];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        Calls.Add($"schedule {orchestratorName} {input} {options?.InstanceId}");
        return Task.FromResult(options?.InstanceId ?? "new");
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(new OrchestrationMetadata("Fan", instanceId));

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(new OrchestrationMetadata("Fan", instanceId));

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Calls.Add($"get {instanceId} {getInputsAndOutputs}");
        return Task.FromResult<OrchestrationMetadata?>(null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        Pageable.Create((token, _, _) => Task.FromResult(token is null
            ? new Page<OrchestrationMetadata>([new OrchestrationMetadata("Fan", "a")], "more")
            : new Page<OrchestrationMetadata>([new OrchestrationMetadata("Fan", "b")])));

    public override ValueTask DisposeAsync() => default;
}
