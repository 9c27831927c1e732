using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeLabelsTests
{
    [Fact]
    public void Constructor_Labels_AreNamedWithTheUnclassifiedLast()
    {
        RegimeLabels labels = new(["up", "down"], [2, 0, 1]);

        Assert.Equal(["up", "down", "unclassified"], labels.Names);
        Assert.Equal(["unclassified", "up", "down"], Enumerable.Range(0, labels.Count).Select(labels.NameOf));
    }

    [Fact]
    public void Constructor_NumberWithoutARegime_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new RegimeLabels(["up"], [0, 1, 2]));

        Assert.Equal("Bar 2 has the regime number 2, but there are only 1 regimes and the unclassified one, 0 to 1.", error.Message);
    }

    [Fact]
    public void Constructor_TooManyRegimes_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new RegimeLabels([.. Enumerable.Range(0, 65).Select(i => $"r{i}")], []));

        Assert.Equal("At most 64 regimes can be told apart, but there are 65. Delete or disable some.", error.Message);
    }
}
