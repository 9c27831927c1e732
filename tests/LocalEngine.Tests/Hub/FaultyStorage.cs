using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>The product's clients with faults in single tries; what they try again comes after a millisecond.</summary>
internal sealed class FaultyStorage(AzuriteFixture azurite, FaultPolicy policy)
{
    private static readonly StorageRetryOptions Quick = new() { Tries = 4, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) };
    private readonly StorageClients clients = new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString }, Quick, perTry: policy);

    public Task<TaskHub> StartAsync(TaskHubOptions options, TaskHubFunctions functions) =>
        TaskHub.StartAsync(options, functions, clients, NullLoggerFactory.Instance, TimeProvider.System, TestHub.Patience());
}
