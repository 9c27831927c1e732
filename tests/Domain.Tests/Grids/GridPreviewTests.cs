using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class GridPreviewTests
{
    [Fact]
    public void Text_SomeAlreadyTrained_SaysHowMany()
    {
        int asked = 0;
        GridExpansion expansion = GridExpansion.Of(GridDocuments.Read(), _ => ++asked <= 3 ? "trained" : null);

        Assert.Equal("2 models x 2 symbols x 1 timeframe x 2 days x 2 horizons = 16, 3 already trained, 13 to train", GridPreview.Text(expansion));
    }

    [Fact]
    public void Text_OneOfEach_IsSingular() => Assert.Equal(
        "1 model x 1 symbol x 1 timeframe x 1 day x 1 horizon = 1, 0 already trained, 1 to train",
        Preview(("models", "\"ridge\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1"), ("encoders", "\"absolute\""), ("feature_systems", "[\"v1\"]")));

    [Fact]
    public void Text_FurtherDimensions_AreShownWhereThereIsAChoice() => Assert.Equal(
        "2 models x 2 symbols x 1 timeframe x 2 days x 2 horizons x 3 encoders x 2 feature systems x 2 sets of indicator timeframes = 192, 144 duplicates, 0 already trained, 48 to train",
        Preview(("encoders", """["time_delta", "absolute", "normalized"]"""), ("feature_systems", """["v1", "v2"]"""), ("indicator_timeframes", """[["4h"], []]""")));

    [Fact]
    public void Text_HyperParametersOfOneModel_AreADimension() => Assert.Equal(
        "1 model x 6 hyper-parameter choices x 2 symbols x 1 timeframe x 2 days x 2 horizons = 48, 0 already trained, 48 to train",
        Preview(("models", """{"type": "ridge", "hyper_parameters": {"alpha": [1, 2, 3], "beta": [0, 1], "gamma": 5}}""")));

    [Fact]
    public void Text_ModelsWithDifferentChoices_AreCountedTogether() => Assert.Equal(
        "4 variants of 2 models x 2 symbols x 1 timeframe x 2 days x 2 horizons = 32, 0 already trained, 32 to train",
        Preview(("models", """["lasso", {"type": "ridge", "hyper_parameters": {"alpha": [1, 2, 3]}}]""")));

    [Fact]
    public void Text_Duplicates_AreShownWhereThereAreSome()
    {
        Assert.Equal(
            "3 models x 2 symbols x 1 timeframe x 2 days x 2 horizons = 24, 8 duplicates, 0 already trained, 16 to train",
            Preview(("models", """["ridge", "lasso", "ridge"]""")));
        Assert.Equal(
            "1 model x 2 symbols x 1 timeframe x 1 day x 1 horizon = 2, 1 duplicate, 0 already trained, 1 to train",
            Preview(("models", "\"ridge\""), ("symbols", """["SPY", "spy"]"""), ("days", "90"), ("horizons", "1")));
    }

    [Fact]
    public void Text_GridThatDoesNotSkip_SaysNothingOfTrainedOnes() =>
        Assert.Equal("2 models x 2 symbols x 1 timeframe x 2 days x 2 horizons = 16, 16 to train", Preview(("skip_already_trained", "false")));

    private static string Preview(params (string Key, string Json)[] changes) => GridPreview.Text(GridDocuments.Expand(GridDocuments.Read(changes)));
}
