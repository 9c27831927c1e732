using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class SampleWeightsTests
{
    [Fact]
    public void ByUniqueness_AnyRows_AreInProportionWithMeanOne() => Property.Holds(random =>
    {
        LabelSet labels = SampleUniquenessTests.RandomLabels(random, 30);
        int[] rows = [0, .. SampleUniquenessTests.RandomRows(random, 30).Where(row => row > 0)];

        double[] weights = SampleWeights.ByUniqueness(labels, rows);
        double[] uniqueness = SampleUniqueness.Average(labels, rows);

        Assert.Equal(1, weights.Average(), 12);
        for (int i = 0; i < rows.Length; i++) Assert.Equal(uniqueness[i] / uniqueness[0], weights[i] / weights[0], 12);
    });

    [Fact]
    public void ByReturn_NoOverlap_IsTheSizeOfTheReturnWithTheDecisionBar()
    {
        LabelSet labels = new([1, 1, double.NaN, 1, double.NaN], [0, 2, LabelSet.Unlabelled, 4, LabelSet.Unlabelled]);

        double[] weights = SampleWeights.ByReturn(labels, [1, 3], [1, Math.Exp(0.1), Math.Exp(0.3), Math.Exp(0.2), Math.Exp(0.2)]);

        Assert.Equal([1.5, 0.5], weights.Select(weight => Math.Round(weight, 12)));
    }

    [Fact]
    public void ByReturn_PriceDoesNotMove_WeighsTheSame()
    {
        LabelSet labels = new([0, 0, double.NaN], [1, 2, LabelSet.Unlabelled]);

        Assert.Equal([1, 1], SampleWeights.ByReturn(labels, [0, 1], [5, 5, 5]));
    }

    /// <summary>Rows of a fit, labels inside it: what comes after has no say.</summary>
    [Fact]
    public void ByReturn_BarsAfterTheLastLabelChange_Stays() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 50);
        LabelSet labels = ReturnLabels.Compute(bars, new LabelOptions { Horizon = 4 });
        int[] rows = labels.LabelledRows(0, 20);

        Assert.Equal(SampleWeights.ByReturn(labels, rows, bars.Close), SampleWeights.ByReturn(labels, rows, RandomMarket.Poisoned(bars, 24).Close));
    });

    [Fact]
    public void ByReturn_OtherNumberOfCloses_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SampleWeights.ByReturn(new LabelSet([1], [0]), [0], [1, 2]));

        Assert.Equal("Weights by return need one close a bar, but there are 2 closes and 1 bars.", error.Message);
    }

    [Theory]
    [InlineData(1.0, new[] { 1.0, 1, 1, 1 })]
    [InlineData(0.0, new[] { 0.25, 0.5, 0.75, 1 })]
    [InlineData(-0.5, new[] { 0.0, 0, 0.5, 1 })]
    public void TimeDecay_EqualUniqueness_RisesLinearlyToOne(double oldest, double[] factors) =>
        Assert.Equal(factors, SampleWeights.TimeDecay([0.5, 0.5, 0.5, 0.5], oldest));

    [Fact]
    public void TimeDecay_OldestNotPossible_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SampleWeights.TimeDecay([1], -1));

        Assert.Equal("The time decay's oldest weight is -1; above -1 and up to 1 is allowed.", error.Message);
    }
}
