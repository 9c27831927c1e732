using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Grids;

public sealed class GridExpansionTests
{
    [Fact]
    public void Of_SmallGrid_GoesThroughTheListsInTheirOrder()
    {
        TrainingGrid grid = GridDocuments.Read(
            ("models", """["ridge", {"type": "lasso", "hyper_parameters": {"b": [2, 1], "a": [true, false]}}]"""),
            ("symbols", "\"SPY\""),
            ("days", "90"),
            ("horizons", "[3, 1]"));

        Assert.Equal(
            [
                "ridge {} 3", "ridge {} 1",
                "lasso {\"a\":true,\"b\":2} 3", "lasso {\"a\":true,\"b\":2} 1", "lasso {\"a\":true,\"b\":1} 3", "lasso {\"a\":true,\"b\":1} 1",
                "lasso {\"a\":false,\"b\":2} 3", "lasso {\"a\":false,\"b\":2} 1", "lasso {\"a\":false,\"b\":1} 3", "lasso {\"a\":false,\"b\":1} 1",
            ],
            GridDocuments.Expand(grid).ToTrain.Select(c => $"{c.Model} {c.HyperParameters} {c.Horizon}"));
    }

    [Fact]
    public void Of_EveryDimensionOfTwo_ChangesTheLastFastest()
    {
        TrainingGrid grid = GridDocuments.Read(
            ("timeframes", """["1h", "4h"]"""),
            ("encoders", """["absolute", "time_delta"]"""),
            ("feature_systems", """["poc16+ma5", "poc16"]"""));

        IReadOnlyList<TrainingConfiguration> all = GridDocuments.Expand(grid).ToTrain;

        Assert.Equal(128, all.Count);
        Func<TrainingConfiguration, string>[] outermostFirst =
        [
            c => c.Model, c => c.Symbol.Name, c => c.Timeframe.Name, c => $"{c.Days}", c => $"{c.Horizon}", c => c.Encoder, c => c.FeatureSystem,
        ];
        for (int i = 0; i < outermostFirst.Length; i++)
        {
            int run = all.Count >> (i + 1);
            Assert.All(Enumerable.Range(0, all.Count), place =>
                Assert.Equal(outermostFirst[i](all[0]) == outermostFirst[i](all[place]), place / run % 2 == 0));
        }
    }

    [Fact]
    public void Of_SetsOfIndicatorTimeframes_GivesBarsWhatTheyCanUse()
    {
        TrainingGrid grid = GridDocuments.Read(
            ("models", "\"ridge\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1"),
            ("timeframes", """["1h", "1d"]"""), ("feature_systems", "\"v2\""), ("indicator_timeframes", """[["4h", "1w"], ["1w"], []]"""));

        Assert.Equal(["1h 4h+1w", "1h 1w", "1h ", "1d 1w", "1d "], GridDocuments.Expand(grid).ToTrain.Select(c => $"{c.Timeframe} {string.Join('+', c.IndicatorTimeframes)}"));
    }

    [Fact]
    public void Of_GridThatNamesNoIndicatorTimeframes_WritesOutThoseThatTheFeaturesUse()
    {
        TrainingGrid grid = GridDocuments.Read(
            ("models", "\"ridge\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1"), ("timeframes", "\"1h\""), ("feature_systems", "\"v2\""));

        Assert.Equal(FeatureOptions.Default.TimeframesFor(Timeframe.H1), Assert.Single(GridDocuments.Expand(grid).ToTrain).IndicatorTimeframes);
    }

    /// <summary>What a feature system does not read would train the same model again under another hash.</summary>
    [Fact]
    public void Of_OptionsThatTheFeaturesDoNotRead_AreOneConfiguration()
    {
        GridExpansion expansion = GridDocuments.Expand(GridDocuments.Read(
            ("models", "\"ridge\""), ("symbols", "\"SPY\""), ("days", "90"), ("horizons", "1"), ("timeframes", "\"1h\""),
            ("feature_systems", """["v1", "poc16"]"""), ("encoders", """["time_delta", "normalized"]"""), ("indicator_timeframes", """[["4h"], ["1d"]]""")));

        Assert.Equal((8, 5), (expansion.Combinations, expansion.Duplicates));
        Assert.Equal(["v1 absolute", "poc16 time_delta", "poc16 normalized"], expansion.ToTrain.Select(c => $"{c.FeatureSystem} {c.Encoder}"));
        Assert.All(expansion.ToTrain, c => Assert.Empty(c.IndicatorTimeframes));
    }

    [Fact]
    public void Of_EqualConfigurations_KeepsTheFirst()
    {
        GridExpansion expansion = GridDocuments.Expand(GridDocuments.Read(
            ("models", """["ridge", {"type": "ridge", "hyper_parameters": {"alpha": null}}]"""), ("symbols", """["ETHUSDT", "btc/usdt", "BTC-USDT"]""")));

        Assert.Equal((24, 16, 8), (expansion.Combinations, expansion.Duplicates, expansion.ToTrain.Count));
        Assert.Equal(["ETHUSDT", "BTCUSDT"], expansion.ToTrain.Select(c => c.Symbol.Name).Distinct());
    }

    [Fact]
    public void Of_AlreadyTrained_KeepsTheReasonOfEach()
    {
        GridExpansion expansion = GridDocuments.Expand(GridDocuments.Read(), "\"days\":90", "\"horizon\":3");

        Assert.Equal(4, expansion.ToTrain.Count);
        Assert.Equal(
            ["90 1 has \"days\":90", "90 3 has \"days\":90", "180 3 has \"horizon\":3"],
            expansion.AlreadyTrained.Take(3).Select(skip => $"{skip.Configuration.Days} {skip.Configuration.Horizon} {skip.Reason}"));
        Assert.Equal(12, expansion.AlreadyTrained.Count);
    }

    [Fact]
    public void Of_GridThatDoesNotSkip_AsksNobody()
    {
        GridExpansion expansion = GridExpansion.Of(GridDocuments.Read(("skip_already_trained", "false")), _ => throw new InvalidOperationException("asked"));

        Assert.Equal(16, expansion.ToTrain.Count);
        Assert.Empty(expansion.AlreadyTrained);
    }

    /// <summary>Against the plain product of the lists as texts.</summary>
    [Fact]
    public void Of_AnyGrid_HasTheProductLessTheDuplicates() => Property.Holds(random =>
    {
        TrainingGrid grid = GridDocuments.Read(GridDocuments.Random(random));
        string[] texts =
        [
            .. from model in grid.Models.SelectMany(model => model.Variants().Select(hyperParameters => $"{model.Type} {hyperParameters}"))
               from symbol in grid.Symbols
               from timeframe in grid.Timeframes
               from days in grid.Days
               from horizon in grid.Horizons
               from encoder in grid.Encoders
               from system in grid.FeatureSystems
               from set in Sets(grid, timeframe)
               select $"{model} {symbol} {timeframe} {days} {horizon} {(system == "poc16" ? encoder : "absolute")} {system} {(system == "v2" ? set : "")}",
        ];

        GridExpansion expansion = GridDocuments.Expand(grid, "\"horizon\":1");

        Assert.Equal(texts.Length, expansion.Combinations);
        Assert.Equal(texts.Length - texts.Distinct().Count(), expansion.Duplicates);
        Assert.Equal(
            texts.Distinct(),
            GridDocuments.Expand(grid).ToTrain.Select(c =>
                $"{c.Model} {c.HyperParameters} {c.Symbol} {c.Timeframe} {c.Days} {c.Horizon} {c.Encoder} {c.FeatureSystem} "
                + string.Join('+', c.IndicatorTimeframes.Select(timeframe => timeframe.Minutes))));
        Assert.Equal(expansion.Combinations, expansion.Duplicates + expansion.ToTrain.Count + expansion.AlreadyTrained.Count);
    });

    /// <summary>The random grids name weeks only, which all their bars can use.</summary>
    private static IEnumerable<string> Sets(TrainingGrid grid, Timeframe bars) =>
        (grid.IndicatorTimeframes ?? [FeatureOptions.Default.TimeframesFor(bars)])
            .Select(set => string.Join('+', set.Select(timeframe => timeframe.Minutes).Distinct().Order()));
}
