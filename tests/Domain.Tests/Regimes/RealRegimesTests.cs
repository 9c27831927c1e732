using System.Globalization;
using System.IO.Compression;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RealRegimesTests
{
    [Theory]
    [InlineData("BTCUSDT_1h_2017-2022.csv.gz", "1h")]
    [InlineData("EURUSD_1h_2007-2018.csv.gz", "1h")]
    [InlineData("SPY_1d_1998-2014.csv.gz", "1d")]
    public void Classify_RealBars_EveryDefaultRegimeHasItsPart(string file, string timeframe)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);
        BarSeries bars = Read(ReferenceData.BarsFile(file), Timeframe.Parse(timeframe));

        RegimeEvaluation evaluation = RegimeClassifier.Evaluate(bars, RegimeRuleSet.Default, RegimeOptions.Default);

        RegimeShares shares = RegimeShares.Of(evaluation.Labels, evaluation.WarmUp..);
        foreach (RegimeShare share in shares.Shares) TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {share}");
        Assert.All(shares.Shares, share => Assert.InRange(share.Share.Value!.Value, 0.02, 0.70));
    }

    private static BarSeries Read(string file, Timeframe timeframe)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        string[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        return BarSeries.Create(
            Symbol.Parse(Path.GetFileName(file).Split('_')[0]),
            timeframe,
            MarketCalendar.Crypto,
            new BarColumns([.. rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture).UtcTicks)], Column(1), Column(2), Column(3), Column(4), Column(5)));

        double[] Column(int field) => [.. rows.Select(row => double.Parse(row[field], CultureInfo.InvariantCulture))];
    }
}
