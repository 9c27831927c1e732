using Microsoft.Extensions.Configuration;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Tests.Configuration;

public sealed class StorageOptionsTests
{
    [Fact]
    public void From_Nothing_SaysBothWays()
    {
        string error = Assert.Single(Errors([]));

        Assert.Contains("AzureWebJobsStorage is not set", error, StringComparison.Ordinal);
        Assert.Contains("UseDevelopmentStorage=true", error, StringComparison.Ordinal);
        Assert.Contains("__tableServiceUri", error, StringComparison.Ordinal);
        Assert.EndsWith("; a trainer needs DataStorage alone, which is set alike", error, StringComparison.Ordinal);
    }

    [Fact]
    public void From_SeveralErrors_ReportsAll()
    {
        IReadOnlyList<string> errors = Errors(
            new() { ["AzureWebJobsStorage:blobServiceUri"] = "ftp://a", ["AzureWebJobsStorage:tableServiceUri"] = "https://a", ["AzureWebJobsStorage:probeTimeout"] = "soon" });

        Assert.Equal(3, errors.Count);
        Assert.Contains("AzureWebJobsStorage__probeTimeout is 'soon'; a time such as 00:00:05 is needed", errors);
        Assert.Contains("AzureWebJobsStorage__blobServiceUri is 'ftp://a'; an absolute http or https address is needed", errors);
        Assert.Contains("AzureWebJobsStorage__queueServiceUri is ''; an absolute http or https address is needed", errors);
    }

    [Theory]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=nowhere?sig=c2VjcmV0")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("c2VjcmV0")]
    public void From_BadConnectionString_NeverShowsTheSecret(string connection) =>
        Assert.DoesNotContain("c2VjcmV0", string.Join(' ', Errors(new() { ["AzureWebJobsStorage"] = connection })), StringComparison.Ordinal);

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    public void From_GoodConnectionString_IsTaken(string connection) =>
        Assert.Equal(connection, StorageOptions.From(Configuration(new() { ["AzureWebJobsStorage"] = connection })).ConnectionString);

    [Fact]
    public void ToString_ConnectionString_HidesTheKey()
    {
        StorageOptions options = new() { ConnectionString = "AccountName=a;AccountKey=a2V5==;BlobEndpoint=https://b" };

        Assert.Equal("AccountName=a;AccountKey=***;BlobEndpoint=https://b", options.ToString());
    }

    private static IReadOnlyList<string> Errors(Dictionary<string, string?> settings) =>
        Assert.Throws<StorageConfigurationException>(() => StorageOptions.From(Configuration(settings))).Errors;

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
