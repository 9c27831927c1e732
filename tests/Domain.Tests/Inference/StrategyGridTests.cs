using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class StrategyGridTests
{
    [Fact]
    public void Default_HasThe135StrategiesInFixedOrder()
    {
        StrategyGrid grid = StrategyGrid.Default;

        Assert.Equal(135, grid.Count);
        Assert.Equal(135, grid.Strategies.Distinct().Count());
        Assert.Equal(["direct/mean/c0/l50", "direct/mean/c0/l100", "direct/mean/c0/l200", "direct/mean/c0.3/l50"], grid.Strategies.Take(4).Select(strategy => strategy.Name));
        Assert.Equal("direct/weighted/c0/l50", grid[15].Name);
        Assert.Equal("recursive/mean/c0/l50", grid[45].Name);
        Assert.Equal("direct_multi/stacking/c0.9/l200", grid[134].Name);
        Assert.All(Enumerable.Range(0, 135), index => Assert.Equal(index, grid.IndexOf(grid[index])));
        Assert.Equal(-1, grid.IndexOf(new InferenceStrategy(PredictionMethod.Direct, EnsembleMethod.Variance, 0, 50)));
    }

    [Fact]
    public void Create_EverythingWrong_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => StrategyGrid.Create(["direct", "Recursive"], [], [0.3, 1.5, 0.3, double.NaN], [50, 1]));

        Assert.Equal(
            """
            The strategy grid cannot be used:
            - prediction_methods[1] is 'Recursive', but must be one of direct, recursive, direct_multi.
            - ensemble_methods is empty; name at least one value, each one of mean, weighted, stacking, variance.
            - confidence_thresholds[1] is '1.5', but must be a number from 0 to 1.
            - confidence_thresholds[2] is '0.3', which is in the list already; delete it.
            - confidence_thresholds[3] is 'NaN', but must be a number from 0 to 1.
            - lookback_windows[1] is '1', but must be a whole number from 2 to 10000.
            """,
            error.Message);
    }

    [Fact]
    public void Parse_NameOfAnyStrategy_GivesItBack() => Property.Holds(random =>
    {
        InferenceStrategy strategy = new((PredictionMethod)random.Next(3), (EnsembleMethod)random.Next(4), random.NextDouble(), 2 + random.Next(9_999));

        Assert.Equal(strategy, InferenceStrategy.Parse(strategy.Name));
    });

    [Theory]
    [InlineData("direct/mean/c0.3")]
    [InlineData("direct/mean/0.3/l100")]
    [InlineData("direct/mean/c0.3/l100/x")]
    [InlineData("DIRECT/mean/c0.3/l100")]
    [InlineData("direct/mean/c1.01/l100")]
    [InlineData("direct/mean/c-0.1/l100")]
    [InlineData("direct/mean/cNaN/l100")]
    [InlineData("direct/mean/c0.3/l1")]
    [InlineData("direct/mean/c0.3/l")]
    [InlineData("")]
    public void Parse_NotAStrategy_SaysWhatIsAllowed(string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => InferenceStrategy.Parse(text));

        Assert.StartsWith($"'{text}' is not a strategy. Write method/ensemble/c<threshold>/l<lookback>, as in direct/mean/c0.3/l100", error.Message, StringComparison.Ordinal);
    }
}
