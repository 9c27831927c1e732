using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Tests.Configuration;

public sealed class StorageAccountOptionsTests
{
    [Fact]
    public void From_HostOnly_HoldsTheDataToo()
    {
        StorageAccountOptions options = From(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));
        StorageAccounts accounts = new(options, TimeProvider.System);

        Assert.Same(options.Host, options.Data);
        Assert.Same(accounts.Host, accounts.Data);
    }

    [Fact]
    public void From_Both_AreTwoAccounts()
    {
        StorageAccountOptions options = From(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("DataStorage:tableServiceUri", "https://a.table.core.windows.net"),
            ("DataStorage:blobServiceUri", "https://a.blob.core.windows.net"), ("DataStorage:queueServiceUri", "https://a.queue.core.windows.net"));
        StorageAccounts accounts = new(options, TimeProvider.System);

        Assert.Equal("https://a.table.core.windows.net/", accounts.Data.Tables.Uri.ToString());
        Assert.NotEqual(accounts.Host.Tables.Uri, accounts.Data.Tables.Uri);
    }

    [Fact]
    public void From_DataOnly_HasNoHost()
    {
        StorageAccounts accounts = new(From(("DataStorage", "UseDevelopmentStorage=true")), TimeProvider.System);

        Assert.NotNull(accounts.Data);
        Assert.Equal(
            "This process has only DataStorage, which is all a trainer needs. A host needs the account with the task hub as well: set AzureWebJobsStorage.",
            Assert.Throws<ServerlessTrainingException>(() => accounts.Host).Message);
    }

    [Fact]
    public void From_ErrorsEverywhere_ReportsAll()
    {
        StorageConfigurationException error = Assert.Throws<StorageConfigurationException>(
            () => From(
                ("AzureWebJobsStorage", "UseDevelopmentStorage=no"), ("DataStorage:tableServiceUri", "https://a"), ("StorageRetry:tries", "many"), ("StorageRetry:delay", "soon")));

        Assert.Equal(
            [
                "DataStorage__blobServiceUri is ''; an absolute http or https address is needed",
                "DataStorage__queueServiceUri is ''; an absolute http or https address is needed",
                "AzureWebJobsStorage has UseDevelopmentStorage=no; only true is allowed",
                "StorageRetry__tries is 'many'; a whole number is needed",
                "StorageRetry__delay is 'soon'; a time such as 00:00:05 is needed",
            ],
            error.Errors);
    }

    [Fact]
    public void From_RetryOutOfRange_ReportsAll()
    {
        StorageConfigurationException error = Assert.Throws<StorageConfigurationException>(() => From(
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("StorageRetry:tries", "21"), ("StorageRetry:delay", "00:00:20"), ("StorageRetry:tryTimeout", "00:00:00"),
            ("StorageRetry:totalTime", "02:00:00")));

        Assert.Equal(
            [
                "StorageRetry__tries is 21; from 1 to 20 is allowed",
                "StorageRetry__tryTimeout is 00:00:00; from 00:00:00.1000000 to 00:10:00 is allowed",
                "StorageRetry__totalTime is 02:00:00; from 00:00:00.1000000 to 01:00:00 is allowed",
                "StorageRetry__maxDelay is 00:00:10; at least StorageRetry__delay, 00:00:20, is needed",
            ],
            error.Errors);
    }

    [Fact]
    public void From_Nothing_NamesTheHostsSetting() =>
        Assert.StartsWith("AzureWebJobsStorage is not set", Assert.Single(Assert.Throws<StorageConfigurationException>(() => From()).Errors), StringComparison.Ordinal);

    private static StorageAccountOptions From(params (string Name, string Value)[] settings) => StorageAccountOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
