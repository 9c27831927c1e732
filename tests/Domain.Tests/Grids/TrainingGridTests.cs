using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class TrainingGridTests
{
    [Fact]
    public void Read_WholeGrid_GivesEveryList()
    {
        TrainingGrid grid = GridDocuments.Read("""
            {"name": "all", "models": ["ridge", {"type": "lightgbm", "hyper_parameters": {"num_leaves": [31, 15], "bagging": {"a": 1}, "shape": [[64, 32]]}}],
             "symbols": ["btc/usdt"], "timeframes": ["M15", "1D"], "days": [90], "horizons": [1, 12], "encoders": ["absolute"], "feature_systems": ["v2", "v1"],
             "indicator_timeframes": ["4h", "1h"], "seeds": [7, 1, 7], "skip_already_trained": false, "folds": "full"}
            """);

        Assert.Equal("all", grid.Name);
        Assert.Equal(["ridge:", "lightgbm:bagging={\"a\":1};num_leaves=31|15;shape=[64,32]"], grid.Models.Select(Text));
        Assert.Equal(["BTCUSDT"], grid.Symbols.Select(symbol => symbol.Name));
        Assert.Equal([Timeframe.M15, Timeframe.D1], grid.Timeframes);
        Assert.Equal([90], grid.Days);
        Assert.Equal([1, 12], grid.Horizons);
        Assert.Equal(["absolute"], grid.Encoders);
        Assert.Equal(["v2", "v1"], grid.FeatureSystems);
        Assert.Equal([[Timeframe.H4, Timeframe.H1]], grid.IndicatorTimeframes);
        Assert.Equal([7, 1], grid.Seeds);
        Assert.False(grid.SkipAlreadyTrained);
        Assert.Equal(FoldMode.Full, grid.FoldMode);
        Assert.Equal(3 * 2 * 2 * 2, grid.Combinations);
    }

    [Fact]
    public void Read_SingleValues_AreListsOfOne()
    {
        TrainingGrid grid = GridDocuments.Read("""
            {"name": "one", "models": {"type": "ridge"}, "symbols": "SPY", "timeframes": "D1", "days": 365, "horizons": 5, "seeds": 3, "indicator_timeframes": "1w"}
            """);

        Assert.Equal(1, grid.Combinations);
        Assert.Equal([[Timeframe.W1]], grid.IndicatorTimeframes);
        Assert.Equal([3], grid.Seeds);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_TakesTheFirstNameOfTheVocabulary()
    {
        TrainingGrid grid = GridDocuments.Read();

        Assert.Equal(["time_delta"], grid.Encoders);
        Assert.Equal(["poc16"], grid.FeatureSystems);
        Assert.Equal(FoldMode.Quick, grid.FoldMode);
        Assert.Equal([0], grid.Seeds);
        Assert.Null(grid.IndicatorTimeframes);
        Assert.True(grid.SkipAlreadyTrained);
    }

    [Fact]
    public void Read_ListsOfTimeframes_AreSetsToTry() => Assert.Equal(
        [[Timeframe.H4], [Timeframe.H4, Timeframe.D1], []],
        GridDocuments.Read(("indicator_timeframes", """[["4h"], ["4h", "1d"], []]""")).IndicatorTimeframes);

    [Fact]
    public void Read_IndicatorTimeframesThatNoBarsCanUse_AreRefused() => Assert.Contains(
        "indicator_timeframes has 1h, which none of the timeframes 1h can use; an indicator timeframe is longer than the bars and a multiple of them",
        Assert.Throws<DocumentException>(() => GridDocuments.Read(("indicator_timeframes", """["1h", "4h"]"""))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_ModelOfAnotherVocabulary_IsKnown()
    {
        GridVocabulary vocabulary = GridVocabulary.BuiltIn with { Models = ["prophet"] };

        TrainingGrid grid = TrainingGrid.Read(JsonDocumentReader.Read(GridDocuments.Two.Replace("\"ridge\", \"lightgbm\"", "\"prophet\"", StringComparison.Ordinal)), vocabulary);

        Assert.Equal("prophet", Assert.Single(grid.Models).Type);
    }

    [Fact]
    public void Read_MuchIsWrong_TellsAllAtOnce()
    {
        const string Text = """
            {"models": ["lightbgm", {"hyper_parameters": {"num_leaves": [], "alpha": 1e999}}, 5],
             "symbols": ["BTC USDT"],
             "timeframes": ["7m"],
             "days": [0, 3651],
             "horizon": 3,
             "horizons": 1001,
             "encoders": "delta",
             "indicator_timeframes": ["4h", ["1d"]],
             "skip_already_trained": "yes",
             "folds": "quik"}
            """;

        DocumentException error = Assert.Throws<DocumentException>(() => TrainingGrid.Read(JsonDocumentReader.Read(Text), GridVocabulary.BuiltIn, "grids/bad.json"));

        const string Keys = "name, models, symbols, timeframes, days, horizons, encoders, feature_systems, indicator_timeframes, seeds, skip_already_trained, folds";
        const string Models = "random_forest, gradient_boosting, xgboost, lightgbm, linear_regression, ridge, lasso, elasticnet, lstm2head";
        Assert.Equal(
            $"""
            grids/bad.json has 16 errors:
              1:1 name: this key is required, but is missing
              1:13 models[0]: must be one of {Models}, but is the text 'lightbgm'; did you mean 'lightgbm'?
              1:25 models[1].type: this key is required, but is missing
              1:61 models[1].hyper_parameters.num_leaves: must be one value or a list of at least one, but is an empty list
              1:74 models[1].hyper_parameters.alpha: 1e999 is larger than the largest number a double can hold, 1.7976931348623157e+308
              1:83 models[2]: must be one of {Models}, but is 5; put it in quotes to make it a text
              2:14 symbols[0]: must be a symbol of 1 to 24 letters and digits, as in BTCUSDT or BTC/USDT, but is the text 'BTC USDT'
              3:17 timeframes[0]: must be a timeframe such as 15m, 1h, 4h, 1d or 1w, but is the text '7m'
              4:11 days[0]: must be a whole number from 1 to 3650, but is 0
              4:14 days[1]: must be a whole number from 1 to 3650, but is 3651
              5:2 horizon: this key is not known. Allowed are {Keys}
              6:14 horizons: must be a whole number from 1 to 1000, but is 1001
              7:14 encoders: must be one of time_delta, absolute, normalized, but is the text 'delta'
              8:27 indicator_timeframes[0]: must be a list, but is the text '4h'
              9:26 skip_already_trained: must be true or false, but is the text 'yes'
              10:11 folds: must be one of quick, full, single, cpcv, but is the text 'quik'; did you mean 'quick'?
            """,
            error.Message);
    }

    [Fact]
    public void Read_MoreThan100000Configurations_IsRefusedWithTheProduct()
    {
        string horizons = $"[{string.Join(',', Enumerable.Range(1, 1000))}]";
        string days = $"[{string.Join(',', Enumerable.Range(1, 25))}]";

        Assert.Equal(100_000, GridDocuments.Read(("horizons", horizons), ("days", days)).Combinations);

        Assert.Equal(
            "The grid has 1 error:\n  1:1 this makes 2 models x 2 symbols x 1 timeframe x 26 days x 1000 horizons = 104000 configurations, "
            + "but at most 100000 are allowed; shorten some of its lists",
            Assert.Throws<DocumentException>(() => GridDocuments.Read(("horizons", horizons), ("days", days.Replace("[", "[1,", StringComparison.Ordinal)))).Message);
    }

    [Fact]
    public void Read_ProductBeyondAnyInteger_IsCountedExactly()
    {
        string choices = string.Join(',', Enumerable.Range(0, 30).Select(i => $"\"p{i}\": [1,2,3,4,5,6,7,8,9,10]"));

        DocumentException error = Assert.Throws<DocumentException>(() => GridDocuments.Read(("models", $"{{\"type\": \"ridge\", \"hyper_parameters\": {{{choices}}}}}")));

        Assert.Contains($"= 8{new string('0', 30)} configurations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThan100HyperParameters_IsRefused()
    {
        string many = string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"p{i}\": 1"));

        DocumentException error = Assert.Throws<DocumentException>(() => GridDocuments.Read(("models", $"{{\"type\": \"ridge\", \"hyper_parameters\": {{{many}}}}}")));

        Assert.EndsWith("models.hyper_parameters: there are 101 hyper-parameters, but at most 100 are allowed for a model", error.Message, StringComparison.Ordinal);
    }

    private static string Text(GridModel model) => $"{model.Type}:{string.Join(';', model.Choices.Select(choice => $"{choice.Name}={string.Join('|', choice.Values)}"))}";
}
