using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class RequiredSharpeTests
{
    [Theory]
    [InlineData(1, 0, 250, 0.95)]
    [InlineData(135, 0.02, 8760, 0.95)]
    [InlineData(5000, 0.1, 60, 0.99)]
    [InlineData(20, 0.5, 5, 0.6)]
    public void Of_AnyTrials_IsWhereTheDeflatedProbabilityIsTheConfidence(long count, double deviation, int observations, double confidence)
    {
        DeflationInput trials = new(count, null, MetricValue.Of(deviation));

        double required = RequiredSharpe.Of(trials, observations, confidence).Value!.Value;

        SharpeObservation observed = SharpeObservation.FromMoments(required, observations, skewness: 0, kurtosis: 3);
        Assert.Equal(confidence, SharpeInference.DeflatedSharpe(observed, trials).Value!.Value, 9);
    }

    [Fact]
    public void Of_TooFewObservations_IsUndefinedWithTheReason() =>
        Assert.Equal(
            "2 observations are too few: no ratio reaches a probability of 0.95",
            RequiredSharpe.Of(new DeflationInput(10, null, MetricValue.Of(0.1)), 2).Reason);

    [Fact]
    public void Of_ScatterUnknown_SaysSo() =>
        Assert.Contains("is not known", RequiredSharpe.Of(new DeflationInput(10, null, MetricValue.Undefined("none")), 100).Reason, StringComparison.Ordinal);

    [Fact]
    public void Of_WrongInput_TellsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => RequiredSharpe.Of(new DeflationInput(10, null, MetricValue.Of(0.1)), 1, 1));

        Assert.Equal("The number of observations is 1; it must be 2 or more. The confidence is 1; it must be above 0.5 and below 1.", error.Message);
    }
}
