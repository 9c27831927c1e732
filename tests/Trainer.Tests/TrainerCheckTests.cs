using System.Globalization;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests;

public sealed class TrainerCheckTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task RunAsync_AllThere_ListsEveryDependency()
    {
        (int code, string output, _) = await RunAsync(azurite.Server.ConnectionString, "--check");

        Assert.Equal(0, code);
        Assert.EndsWith("healthy", output.Trim(), StringComparison.Ordinal);
        Assert.Contains("lightgbm", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoStorage_SaysWhatToSet()
    {
        (int code, _, string errors) = await RunAsync(connection: null);

        Assert.Equal(1, code);
        Assert.Contains("AzureWebJobsStorage is not set", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_UnknownArgument_Is2() => Assert.Equal(2, (await RunAsync(connection: null, "--serve")).Code);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string? connection, params string[] arguments)
    {
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        await using StringWriter errors = new(CultureInfo.InvariantCulture);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build();
        int code = await TrainerCheck.RunAsync(arguments, configuration, output, errors, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
