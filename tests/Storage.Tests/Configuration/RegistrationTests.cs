using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Storage.Tests.Configuration;

public sealed class RegistrationTests
{
    public static TheoryData<Type> Stores => [.. typeof(StorageSchema).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task AddServerlessTraining_EachStore_CanBeHad(Type store)
    {
        await using ServiceProvider services = Services(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));

        Assert.NotNull(services.GetService(store));
    }

    [Fact]
    public async Task AddServerlessTraining_TwoAccounts_PlainClientsAreThoseOfTheData()
    {
        await using ServiceProvider services = Services(
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("DataStorage", "AccountName=data;AccountKey=a2V5;EndpointSuffix=core.windows.net"));

        Assert.Equal("data", services.GetRequiredService<StorageClients>().Tables.AccountName);
        Assert.NotEqual("data", services.GetRequiredService<StorageAccounts>().Host.Tables.AccountName);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddServerlessTraining(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build())
        .BuildServiceProvider();
}
