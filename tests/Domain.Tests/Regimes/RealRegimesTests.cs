using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RealRegimesTests
{
    [Theory]
    [InlineData("BTCUSDT_1h_2017-2022")]
    [InlineData("EURUSD_1h_2007-2018")]
    [InlineData("SPY_1d_1998-2014")]
    public void Classify_RealBars_EveryDefaultRegimeHasItsPart(string file)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);
        BarSeries bars = RealBars.Read(file);

        RegimeEvaluation evaluation = RegimeClassifier.Evaluate(bars, RegimeRuleSet.Default, RegimeOptions.Default);

        RegimeShares shares = RegimeShares.Of(evaluation.Labels, evaluation.WarmUp..);
        foreach (RegimeShare share in shares.Shares) TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {share}");
        Assert.All(shares.Shares, share => Assert.InRange(share.Share.Value!.Value, 0.02, 0.70));
    }
}
