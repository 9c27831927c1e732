using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

public sealed class SelectionOptionsTests
{
    [Fact]
    public void EnsureValid_EverythingOutOfRange_IsReportedAtOnce()
    {
        SelectionOptions options = new()
        {
            MinTrades = 0,
            MinImprovementThreshold = 1.5,
            AbsoluteMargin = double.NaN,
            KeepTopNPerRegime = 21,
            Scope = (SelectionScope)9,
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal(
            "The selection options cannot be used: min_trades is 0, allowed is 1 or more; min_improvement_threshold is 1.5, allowed is 0 to 1 (0.01 is 1 %); "
            + "absolute_margin is NaN, allowed is 0 to 10; keep_top_n_per_regime is 21, allowed is 1 to 20; scope is 9, allowed is market or global.",
            error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void EnsureValid_PlacesAtTheEdges_AreAllowed(int places) => new SelectionOptions { KeepTopNPerRegime = places }.Validate();

    [Fact]
    public void BoardKey_OfAMarket_DependsOnTheScope()
    {
        Assert.Equal("BTCUSDT_30m", Options.BoardKey(Btc));
        Assert.Equal("global", (Options with { Scope = SelectionScope.Global }).BoardKey(Btc));
    }
}
