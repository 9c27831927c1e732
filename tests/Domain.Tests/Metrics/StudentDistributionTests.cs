using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class StudentDistributionTests
{
    /// <summary>From the printed tables of the distribution.</summary>
    [Theory]
    [InlineData(0.95, 1, 12.706204736174694)]
    [InlineData(0.95, 2, 4.302652729749462)]
    [InlineData(0.95, 5, 2.5705818356363145)]
    [InlineData(0.99, 10, 3.1692726726169513)]
    [InlineData(0.9, 30, 1.6972608865939574)]
    public void HalfWidth_IsTheTabulatedValue(double confidence, int degrees, double expected) =>
        Assert.Equal(expected, StudentDistribution.HalfWidth(confidence, degrees), 9);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(60)]
    public void TwoSided_OfTheHalfWidth_IsTheRest(int degrees) =>
        Assert.Equal(0.05, StudentDistribution.TwoSided(-StudentDistribution.HalfWidth(0.95, degrees), degrees), 12);

    [Fact]
    public void TwoSided_ManyDegrees_IsNearlyNormal() =>
        Assert.Equal(2 * NormalDistribution.Cumulative(-1.96), StudentDistribution.TwoSided(1.96, 20_001), 4);

    [Fact]
    public void TwoSided_Unusable_SaysAllOfIt() => Assert.Equal(
        "Student's distribution was asked for the probability of NaN. Pass a number. The degrees of freedom are 0; 1 or more are needed.",
        Assert.Throws<ServerlessTrainingException>(() => StudentDistribution.TwoSided(double.NaN, 0)).Message);
}
