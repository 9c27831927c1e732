using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Health;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Health;

public sealed class StorageHealthTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task CheckAsync_Running_AllThreeAreHealthy()
    {
        IReadOnlyList<StorageProbe> probes = await CheckAsync(azurite.Server.ConnectionString);

        Assert.Equal(["tables", "blobs", "queues"], probes.Select(p => p.Service));
        Assert.All(probes, p => Assert.Null(p.Error));
    }

    [Fact]
    public async Task CheckAsync_NothingListens_SaysWhereAndNotTheKey()
    {
        int[] ports = AzuriteServer.FreePorts(3);

        IReadOnlyList<StorageProbe> probes = await CheckAsync(new AzuritePorts(ports[0], ports[1], ports[2]).ConnectionString);

        Assert.All(probes, p => Assert.False(p.Healthy));
        Assert.All(probes, p => Assert.Contains("http://127.0.0.1:", p.Error, StringComparison.Ordinal));
        Assert.All(probes, p => Assert.DoesNotContain("Eby8vd", p.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clients_WriteAndRead_ReachTheEmulator()
    {
        StorageClients clients = new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString });
        Azure.Storage.Queues.QueueClient queue = clients.Queues.GetQueueClient("contract");
        await queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await queue.SendMessageAsync("{\"a\":1}", TestContext.Current.CancellationToken);

        Assert.Equal("{\"a\":1}", (await queue.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.Body.ToString());
    }

    private static Task<IReadOnlyList<StorageProbe>> CheckAsync(string connection) =>
        new StorageHealth(new StorageOptions { ConnectionString = connection }, TimeProvider.System).CheckAsync(TestContext.Current.CancellationToken);
}
