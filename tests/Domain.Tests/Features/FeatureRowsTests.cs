using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.Domain.Tests.Features;

public sealed class FeatureRowsTests
{
    private static readonly BarSeries Bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 700, Seed = 4 }).Bars;

    [Theory]
    [InlineData("poc16", 1)]
    [InlineData("poc16+ma5", 3)]
    [InlineData("v1", 1)]
    [InlineData("v1", 7)]
    [InlineData("v2", 1)]
    [InlineData("v2", 5)]
    public void Write_FewBars_HaveTheBitsOfTheWholeMatrix(string system, int rows)
    {
        FeatureSystem features = FeatureSystems.Parse(system);
        FeatureMatrix whole = features.Compute(Bars, FeatureOptions.Default);
        FeatureRows few = features.Rows(Bars.Timeframe, FeatureOptions.Default);
        Assert.Equal(whole.Names, few.Names);
        Assert.Equal(whole.WarmUp, few.WarmUp);

        for (int first = few.WarmUp; first + rows <= Bars.Count; first += 13)
        {
            double[] values = new double[rows * few.Names.Count];
            few.Write(Bars.Slice(first - few.WarmUp, few.WarmUp + rows), values);
            Assert.Equal(whole.Rows(first..(first + rows)).ToArray(), values);
        }
    }

    [Fact]
    public void Write_RoomForAnotherNumberOfRows_IsRefused()
    {
        FeatureRows few = FeatureSystems.Parse("poc16").Rows(Bars.Timeframe, FeatureOptions.Default);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => few.Write(Bars.Slice(0, 21), new double[16]));

        Assert.Equal("21 bars with a warm-up of 19 have 2 rows of 16 features, but there is room for 16 values.", error.Message);
    }
}
