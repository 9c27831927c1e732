using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Health;

public sealed class HealthServiceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task CheckAsync_AllThere_IsHealthyAndListsEveryDependency()
    {
        HealthReport report = await CheckAsync(azurite.Server.ConnectionString);

        Assert.Equal("healthy", report.Status);
        Assert.Equal(["tables", "blobs", "queues", "lightgbm", "xgboost", "blas"], report.Dependencies.Select(d => d.Name));
    }

    [Fact]
    public async Task CheckAsync_StorageGone_IsUnhealthyAndStillListsEveryDependency()
    {
        int[] ports = AzuriteServer.FreePorts(3);

        HealthReport report = await CheckAsync(new AzuritePorts(ports[0], ports[1], ports[2]).ConnectionString);

        Assert.Equal("unhealthy", report.Status);
        Assert.Equal(6, report.Dependencies.Count);
        Assert.All(report.Dependencies.Take(3), d => Assert.Equal("unhealthy", d.Status));
    }

    [Fact]
    public void Json_Report_IsSnakeCase() =>
        Assert.StartsWith("{\"status\":\"healthy\",\"version\":\"1\",\"azure_runtime\":\"local\",\"dependencies\":[",
            JsonSerializer.Serialize(new HealthReport("healthy", "1", "local", []), ApiJson.Options), StringComparison.Ordinal);

    [Fact]
    public void Lines_Report_AlignsColumns()
    {
        HealthReport report = new("healthy", "1", "local", [new HealthDependency("tables", "storage", "healthy", "12", "here", "sdk", 1.5)]);

        Assert.Equal("tables      storage  healthy  12       sdk     1.5  here", HealthTable.Lines(report).Last());
    }

    private static async Task<HealthReport> CheckAsync(string connection)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build();
        await using ServiceProvider services = new ServiceCollection().AddServerlessTraining(configuration).BuildServiceProvider();
        return await services.GetRequiredService<HealthService>().CheckAsync(TestContext.Current.CancellationToken);
    }
}
