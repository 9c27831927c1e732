using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeEvaluationTests
{
    private static readonly RegimeOptions Small = new() { Lookback = 20, PercentileWindow = 20 };

    /// <summary>Returns are positive for the 20 bars after the step at bar 60.</summary>
    private static readonly BarSeries Step = TestMarket.Of(120, i => i < 60 ? 100 : 110);

    private static readonly RegimeRuleSet UpOrBusy = new(
    [
        new RegimeRule("up", 1, [RegimeCondition.Parse("returns", "> 5% and < 1")]),
        new RegimeRule("busy", 2, [RegimeCondition.Parse("volume", ">= 75th percentile")]),
    ]);

    [Fact]
    public void Explain_FirstRuleHolds_ShowsValuesAndThresholdsOfAllRules() => Assert.Equal(
        """
        2021-03-03T16:00:00Z up: the first rule that holds
        + up: returns 0.1 > 0.05, returns 0.1 < 1
        + busy: volume 1000 >= 75th percentile 1000
        """,
        RegimeClassifier.Evaluate(Step, UpOrBusy, Small).Explain(64).ToString());

    [Fact]
    public void Explain_NoRuleHolds_SaysSo() => Assert.Equal(
        """
        2021-03-03T15:00:00Z unclassified: no rule holds
        - up: returns 0.1 > 0.05, returns 0.1 is not < 0.1
        """,
        RegimeClassifier.Evaluate(Step, UpOrBusy.Remove("busy").Replace("up", new RegimeRule("up", 1, [RegimeCondition.Parse("returns", "> 5% and < 10%")])), Small)
            .Explain(63).ToString());

    [Fact]
    public void Explain_WarmUp_SaysWhatIsMissing() => Assert.Equal(
        """
        2021-03-01T19:00:00Z unclassified: the first 39 bars are warm-up
        - up: returns undefined (a measure needs 20 bars before it) is not > 0.05, returns undefined (a measure needs 20 bars before it) is not < 1
        - busy: volume undefined (a measure needs 20 bars before it) is not >= 75th percentile undefined (a percentile or an average needs 39 bars before it)
        """,
        RegimeClassifier.Evaluate(Step, UpOrBusy, Small).Explain(19).ToString());

    [Fact]
    public void Explain_HysteresisHoldsTheOldRegime_SaysWhatTheBarAloneIs()
    {
        RegimeEvaluation evaluation = RegimeClassifier.Evaluate(TestMarket.Of(180, i => i < 120 ? 100 : 110), UpOrBusy, Small with { Hysteresis = 3 });

        Assert.Equal(("busy", "this bar alone is up, which hysteresis takes after 3 bars in a row"), (evaluation.Explain(121).Regime, evaluation.Explain(121).Remark));
        Assert.Equal(("up", "the first rule that holds"), (evaluation.Explain(122).Regime, evaluation.Explain(122).Remark));
    }

    [Fact]
    public void Explain_AnyBar_AgreesWithItsLabel()
    {
        RegimeEvaluation evaluation = RegimeClassifier.Evaluate(TestMarket.Moody(new SeededRandom(Property.Seed), 300), RegimeRuleSet.Default, Small);

        for (int bar = evaluation.WarmUp; bar < 300; bar++)
        {
            RegimeExplanation explanation = evaluation.Explain(bar);

            Assert.Equal(evaluation.Labels.NameOf(bar), explanation.Regime);
            Assert.Equal(explanation.Regime, explanation.Rules.FirstOrDefault(rule => rule.Holds)?.Name ?? RegimeLabels.Unclassified);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(120)]
    public void Explain_BarOutsideTheSeries_Throws(int bar) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RegimeClassifier.Evaluate(Step, UpOrBusy, Small).Explain(bar));
}
