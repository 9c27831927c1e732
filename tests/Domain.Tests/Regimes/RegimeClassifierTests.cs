using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeClassifierTests
{
    private static readonly RegimeOptions Small = new() { Lookback = 20, PercentileWindow = 30 };

    [Fact]
    public void Classify_RandomRulesAndMarkets_AreTheLabelsOfTheDefinition()
    {
        HashSet<string> seen = [];
        Property.Holds(
            random =>
            {
                RegimeOptions options = Options(random);
                RegimeRuleSet rules = RandomRules.Set(random, 1 + random.Next(5));
                BarSeries bars = TestMarket.Moody(random, RegimeClassifier.WarmUp(rules, options) + 60);

                string[] labels = Names(RegimeClassifier.Classify(bars, rules, options));

                string[] expected = NaiveRegimes.Labels(bars, rules, options);
                int warmUp = RegimeClassifier.WarmUp(rules, options);
                Assert.Equal(expected[warmUp..], labels[warmUp..]);
                Assert.All(labels[..warmUp], label => Assert.Equal(RegimeLabels.Unclassified, label));
                seen.UnionWith(labels);
            },
            runs: 60);

        // Not all unclassified, which would make the law empty.
        Assert.True(seen.Count > 3, string.Join(", ", seen));
    }

    [Fact]
    public void Evaluate_PoisonedFuture_ChangesNothingUpToTheBar() => Property.Holds(
        random =>
        {
            RegimeOptions options = Options(random);
            RegimeRuleSet rules = RandomRules.Set(random, 4);
            int warmUp = RegimeClassifier.WarmUp(rules, options);
            BarSeries bars = TestMarket.Moody(random, warmUp + 100);
            int last = warmUp + random.Next(99);

            RegimeEvaluation clean = RegimeClassifier.Evaluate(bars, rules, options);
            RegimeEvaluation poisoned = RegimeClassifier.Evaluate(RandomMarket.Poisoned(bars, last), rules, options);

            for (int bar = 0; bar <= last; bar++) AssertSame(clean.Explain(bar), poisoned.Explain(bar));
        },
        runs: 60);

    [Fact]
    public void Evaluate_PoisonedFuture_ChangesTheBarsAfter()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 200);

        RegimeExplanation clean = RegimeClassifier.Evaluate(bars, RegimeRuleSet.Default, Small).Explain(151);
        RegimeExplanation poisoned = RegimeClassifier.Evaluate(RandomMarket.Poisoned(bars, 150), RegimeRuleSet.Default, Small).Explain(151);

        Assert.NotEqual(clean.Rules[0].Bounds[0].Value, poisoned.Rules[0].Bounds[0].Value);
    }

    /// <summary>Also the law of shifting: without its first bars a series has the same labels, as many places further to the front.</summary>
    [Fact]
    public void Evaluate_SeriesThatStartsLater_GivesTheSameFiguresPastTheWarmUp() => Property.Holds(
        random =>
        {
            RegimeOptions options = Options(random);
            RegimeRuleSet rules = RandomRules.Set(random, 4);
            int warmUp = RegimeClassifier.WarmUp(rules, options);
            BarSeries bars = TestMarket.Moody(random, (2 * warmUp) + 60);
            int from = 1 + random.Next(warmUp + 50);

            RegimeEvaluation whole = RegimeClassifier.Evaluate(bars, rules, options);
            RegimeEvaluation later = RegimeClassifier.Evaluate(bars.Slice(from, bars.Count - from), rules, options);

            for (int bar = from + warmUp; bar < bars.Count; bar++) AssertSame(whole.Explain(bar), later.Explain(bar - from) with { Bar = bar });
        },
        runs: 60);

    [Fact]
    public void Evaluate_FiveHundredOrFiveThousandBarsBefore_GivesTheSameFigures()
    {
        RegimeOptions options = new() { Lookback = 100, PercentileWindow = 400, Hysteresis = 1 };
        BarSeries bars = TestMarket.Moody(new SeededRandom(Property.Seed), 5100);
        RegimeEvaluation many = RegimeClassifier.Evaluate(bars, RegimeRuleSet.Default, options);
        RegimeEvaluation few = RegimeClassifier.Evaluate(bars.Slice(4500, 600), RegimeRuleSet.Default, options);

        for (int bar = 5000; bar < 5100; bar++) AssertSame(many.Explain(bar), few.Explain(bar - 4500) with { Bar = bar });
    }

    /// <summary>A running sum would keep the rounding errors of the spike for good.</summary>
    [Fact]
    public void Evaluate_SpikeThatLeftTheWindow_LeavesNoTrace()
    {
        RegimeRuleSet rules = new(
        [
            new RegimeRule("all", 1, RegimeMeasure.All.Select(measure => new RegimeCondition(
                measure,
                [new(ComparisonOperator.Greater, RegimeThreshold.Average(1.5)), new(ComparisonOperator.Less, RegimeThreshold.Percentile(90))]))),
        ]);
        BarSeries clean = TestMarket.Moody(new SeededRandom(Property.Seed), 300);
        double[] closes = clean.Close.ToArray();
        double[] volumes = clean.Volume.ToArray();
        closes[150] *= 1e6;
        volumes[150] += 1e15;
        int gone = 150 + Small.Lookback + Small.PercentileWindow;

        RegimeEvaluation expected = RegimeClassifier.Evaluate(clean, rules, Small);
        RegimeEvaluation spiked = RegimeClassifier.Evaluate(TestMarket.Of(closes, volumes), rules, Small);

        Assert.NotEqual(expected.Explain(gone - 1).ToString(), spiked.Explain(gone - 1).ToString());
        for (int bar = gone; bar < 300; bar++) AssertSame(expected.Explain(bar), spiked.Explain(bar));
    }

    /// <summary>What was said at the close of a bar is what a later look says of it.</summary>
    [Fact]
    public void Classify_BarByBar_IsTheLabelOfTheWholeSeries()
    {
        BarSeries bars = TestMarket.Moody(new SeededRandom(Property.Seed), 160);
        RegimeOptions options = Small with { Hysteresis = 3 };

        string[] whole = Names(RegimeClassifier.Classify(bars, RegimeRuleSet.Default, options));

        IEnumerable<RegimeLabels> asTheyCame = Enumerable.Range(1, bars.Count).Select(count => RegimeClassifier.Classify(bars.Slice(0, count), RegimeRuleSet.Default, options));
        Assert.Equal(whole, asTheyCame.Select(labels => labels.NameOf(labels.Count - 1)));
        Assert.True(whole.Distinct().Count() > 2);
    }

    [Fact]
    public void Classify_SeveralRulesMatch_TakesTheOneWithTheSmallestPriority()
    {
        BarSeries bars = TestMarket.Of(40, i => 100 + i);
        RegimeRuleSet rules = new([Always("late", 3), Never("never", 1), Always("first", 2)]);

        Assert.Equal("first", RegimeClassifier.Classify(bars, rules, Small).NameOf(39));
        Assert.Equal("late", RegimeClassifier.Classify(bars, rules.Toggle("first"), Small).NameOf(39));
    }

    [Fact]
    public void Classify_NoRuleMatches_IsUnclassified()
    {
        BarSeries bars = TestMarket.Of(40, i => 100 + i);

        Assert.Equal(RegimeLabels.Unclassified, RegimeClassifier.Classify(bars, new RegimeRuleSet([Never("never", 1)]), Small).NameOf(39));
        Assert.Equal(RegimeLabels.Unclassified, RegimeClassifier.Classify(bars, new RegimeRuleSet([]), Small).NameOf(39));
    }

    [Fact]
    public void Classify_Names_AreTheEnabledRulesInOrderOfPriority()
    {
        RegimeLabels labels = RegimeClassifier.Classify(TestMarket.Of(1, _ => 1), RegimeRuleSet.Default.Toggle("bear_trending"), Small);

        Assert.Equal(["bull_trending", "volatile_ranging", "calm_ranging", "unclassified"], labels.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49)]
    public void Classify_SeriesWithinTheWarmUp_IsUnclassifiedThroughout(int count)
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(1), count);

        Assert.All(Names(RegimeClassifier.Classify(bars, RegimeRuleSet.Default, Small)), name => Assert.Equal(RegimeLabels.Unclassified, name));
    }

    /// <summary>The close stands at 100, with a step up at bar 30 that a lookback of 20 sees for 20 bars.</summary>
    [Fact]
    public void Classify_Hysteresis_TakesARegimeAfterThatManyBarsInARow()
    {
        BarSeries bars = TestMarket.Of(120, i => i < 60 ? 100 : 110);
        RegimeRuleSet rules = new([Rule("up", 1, "returns", "> 0"), Rule("rest", 2, "returns", "<= 0")]);

        string[] labels = Names(RegimeClassifier.Classify(bars, rules, Small with { Hysteresis = 4 }));

        Assert.Equal(20 + 22, Array.IndexOf(labels, "rest"));
        Assert.Equal(60 + 3, Array.IndexOf(labels, "up"));
        Assert.Equal(80 + 3, Array.IndexOf(labels, "rest", 70));
    }

    [Fact]
    public void Classify_RegimeWithoutConfirmation_LapsesAfterALookback()
    {
        // From bar 60 on the matches change every two bars, so that no run of three comes any more.
        BarSeries bars = TestMarket.Of(120, _ => 100, i => i < 60 || i % 4 < 2 ? 5 : 1);
        RegimeRuleSet rules = new([Rule("busy", 1, "volume", "> 2"), Rule("quiet", 2, "volume", "<= 2")]);

        string[] labels = Names(RegimeClassifier.Classify(bars, rules, Small with { Hysteresis = 3 }));

        // Bars 60 and 61 still belong to the long run.
        Assert.Equal(61 + 20, Array.IndexOf(labels, RegimeLabels.Unclassified, 60));
        Assert.All(labels[81..], label => Assert.Equal(RegimeLabels.Unclassified, label));
    }

    [Theory]
    [InlineData("volatility", "> 0.1", 1, 20)]
    [InlineData("volatility", "> median", 1, 49)]
    [InlineData("volatility", "> 2x average", 1, 49)]
    [InlineData("volatility", "> median", 5, 72)]
    public void WarmUp_Rules_CountWhatTheyNeed(string measure, string condition, int hysteresis, int expected)
    {
        RegimeRuleSet rules = new([Rule("only", 1, measure, condition)]);

        Assert.Equal(expected, RegimeClassifier.WarmUp(rules, Small with { Hysteresis = hysteresis }));
    }

    [Fact]
    public void Classify_OptionsOutOfRange_ReportsAllAtOnce()
    {
        RegimeOptions options = new() { Lookback = 19, PercentileWindow = 10_001, Hysteresis = 0 };

        RegimeRuleException error = Assert.Throws<RegimeRuleException>(() => RegimeClassifier.Classify(TestMarket.Of(1, _ => 1), RegimeRuleSet.Default, options));

        Assert.Equal(
            """
            3 errors in the regime options:
            - lookback must be from 20 to 2000 bars, but is 19.
            - percentile_window must be from 20 to 10000 bars, but is 10001.
            - hysteresis must be from 1 to 50 bars, but is 0.
            """,
            error.Message);
    }

    private static RegimeOptions Options(SeededRandom random) =>
        new() { Lookback = 20 + random.Next(20), PercentileWindow = 20 + random.Next(30), Hysteresis = 1 + random.Next(3) };

    private static RegimeRule Always(string name, int priority) => Rule(name, priority, "volume", ">= 0");

    private static RegimeRule Never(string name, int priority) => Rule(name, priority, "volume", "> 1e300");

    private static RegimeRule Rule(string name, int priority, string measure, string condition) => new(name, priority, [RegimeCondition.Parse(measure, condition)]);

    private static string[] Names(RegimeLabels labels) => [.. Enumerable.Range(0, labels.Count).Select(labels.NameOf)];

    /// <summary>To the last bit: records of doubles compare exactly.</summary>
    private static void AssertSame(RegimeExplanation expected, RegimeExplanation actual)
    {
        Assert.Equal((expected.Bar, expected.Regime), (actual.Bar, actual.Regime));
        Assert.Equal(expected.Rules.SelectMany(rule => rule.Bounds), actual.Rules.SelectMany(rule => rule.Bounds));
    }
}
