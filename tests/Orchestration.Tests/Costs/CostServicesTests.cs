using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

public sealed class CostServicesTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AddCosts_FileNamed_IsTheOneThatAnswersName()
    {
        folder.Write("mine.yaml", "prices: {currency: USD}");
        string mine = Path.Combine(folder.Path, "mine.yaml");

        CostBook book = Book(mine);

        Assert.Equal(("USD", mine), (book.Currency, book.Source));
    }

    [Fact]
    public void AddCosts_NothingNamed_TakesTheFileOfTheClone() => Assert.Equal(("EUR", "configs/prices.yaml"), (Book(null).Currency, Book(null).Source));

    [Fact]
    public void AddCosts_NamedFileMissing_NamesTheSetting()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Book(Path.Combine(folder.Path, "nowhere.yaml")));

        Assert.EndsWith("Set PricesFile to a file that can be read, or to nothing for the default, which has no price.", error.Message, StringComparison.Ordinal);
    }

    private static CostBook Book(string? chosen)
    {
        ServiceCollection services = new();
        services.AddCosts(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("PricesFile", chosen)]).Build());
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<CostBook>();
    }
}
