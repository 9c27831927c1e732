using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

/// <summary>Expected values: 20 digits of a multiple-precision library.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(-37, 5.7255712225245768227e-300)]
    [InlineData(-30, 4.9067139271481870595e-198)]
    [InlineData(-20, 2.7536241186062336951e-89)]
    [InlineData(-10, 7.619853024160526066e-24)]
    [InlineData(-6, 9.865876450376981407e-10)]
    [InlineData(-4, 0.000031671241833119921254)]
    [InlineData(-3, 0.0013498980316300945267)]
    [InlineData(-2, 0.0227501319481792072)]
    [InlineData(-1.5, 0.066807201268858066004)]
    [InlineData(-1.26, 0.10383468112130039656)]
    [InlineData(-1.25, 0.10564977366685525769)]
    [InlineData(-1.24, 0.10748769707458691915)]
    [InlineData(-1, 0.15865525393145705141)]
    [InlineData(-0.5, 0.30853753872598689636)]
    [InlineData(-0.001, 0.49960105778608893741)]
    [InlineData(0, 0.5)]
    [InlineData(0.25, 0.59870632568292372424)]
    [InlineData(1, 0.84134474606854294859)]
    [InlineData(1.96, 0.97500210485177956379)]
    [InlineData(3, 0.99865010196836990547)]
    [InlineData(8, 0.9999999999999993779)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Cumulative_KnownArgument_GivesTheKnownProbability(double x, double expected)
    {
        // Far out the rounding of x * x / 2 is what is left.
        Assert.Equal(expected, NormalDistribution.Cumulative(x), double.IsFinite(x) ? expected * 1e-15 * (4 + (x * x / 4)) : 0);
    }

    [Theory]
    [InlineData(1e-300, -37.047096299361199237)]
    [InlineData(1e-100, -21.273453560965324294)]
    [InlineData(1e-20, -9.2623400897984075796)]
    [InlineData(1e-10, -6.3613409024040561991)]
    [InlineData(0.001, -3.0902323061678135354)]
    [InlineData(0.02425, -1.9729610513118848376)]
    [InlineData(0.05, -1.644853626951472688)]
    [InlineData(0.0999, -1.2821215797087744746)]
    [InlineData(0.1001, -1.2809819674733191411)]
    [InlineData(0.1, -1.2815515655446004353)]
    [InlineData(0.25, -0.6744897501960817432)]
    [InlineData(0.4, -0.25334710313579974132)]
    [InlineData(0.49999, -0.000025066282748960008527)]
    [InlineData(0.5000000000009095, 2.2797651350911114627e-12)]
    [InlineData(0.9, 1.2815515655446005935)]
    [InlineData(0.975, 1.9599639845400538556)]
    [InlineData(0.999, 3.0902323061678132778)]
    [InlineData(0.9999999990686774, 6.0093535655307438932)]
    public void Quantile_KnownProbability_GivesTheKnownArgument(double probability, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(probability), Math.Abs(expected) * 2e-15);

    [Fact]
    public void Quantile_AnyProbability_IsTheInverseAndOddAboutOneHalf() => Property.Holds(random =>
    {
        double probability = Math.Exp(-700 * random.NextDouble() * random.NextDouble());
        double above = 1 - (probability / 2);

        Assert.Equal(probability, NormalDistribution.Cumulative(NormalDistribution.Quantile(probability)), probability * 1e-12);
        if (above < 1) Assert.Equal(-NormalDistribution.Quantile(1 - above), NormalDistribution.Quantile(above));
    });

    [Fact]
    public void Cumulative_AnyTwoArguments_GrowsWithTheArgument() => Property.Holds(random =>
    {
        double x = 8 * random.NextGaussian();

        Assert.True(NormalDistribution.Cumulative(x) <= NormalDistribution.Cumulative(x + 1e-6));
        Assert.InRange(NormalDistribution.Cumulative(x), 0, 1);
    });

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.NaN, "NaN")]
    public void Quantile_NoProbability_IsRefused(double probability, string shown) => Expect.Refused(
        $"The normal distribution has a quantile for probabilities above 0 and below 1 only, but {shown} was asked for.",
        () => NormalDistribution.Quantile(probability));

    [Fact]
    public void Cumulative_NoNumber_IsRefused() => Expect.Refused(
        "The normal distribution was asked for the probability of NaN. Pass a number.",
        () => NormalDistribution.Cumulative(double.NaN));
}
