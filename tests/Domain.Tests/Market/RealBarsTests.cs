using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class RealBarsTests
{
    [Theory]
    [InlineData("BTCUSDT_1h_2017-2022", 45_023, "crypto", "2017-08-17T04:00:00Z", "2022-10-11T10:00:00Z")]
    [InlineData("ETHUSDT_1h_2017-2022", 45_023, "crypto", "2017-08-17T04:00:00Z", "2022-10-11T10:00:00Z")]
    [InlineData("BNBUSDT_1h_2017-2022", 43_086, "crypto", "2017-11-06T03:00:00Z", "2022-10-11T10:00:00Z")]
    [InlineData("BTCUSDT_30m_2018-2020", 42_767, "crypto", "2018-03-02T00:00:00Z", "2020-08-12T00:00:00Z")]
    [InlineData("BTCUSDT_15m_2023-2024", 58_915, "crypto", "2023-01-01T00:00:00Z", "2024-09-06T04:30:00Z")]
    [InlineData("ETHUSDT_15m_2023-2024", 58_915, "crypto", "2023-01-01T00:00:00Z", "2024-09-06T04:30:00Z")]
    [InlineData("EURUSD_1h_2007-2018", 74_439, "fx", "2007-01-01T21:00:00Z", "2018-12-31T22:00:00Z")]
    [InlineData("GBPUSD_1h_2014-2019", 31_664, "fx", "2014-11-23T22:00:00Z", "2019-12-31T22:00:00Z")]
    [InlineData("USDJPY_1h_2014-2019", 31_664, "fx", "2014-11-23T22:00:00Z", "2019-12-31T22:00:00Z")]
    [InlineData("SPY_1d_1998-2014", 4_277, "equities", "1998-01-02T00:00:00Z", "2015-01-01T00:00:00Z")]
    [InlineData("SPY_1h_1998-2014", 29_867, "equities", "1998-01-02T14:00:00Z", "2014-12-31T21:00:00Z")]
    public void Read_EveryFile_GivesAllItsBars(string name, int rows, string calendar, string start, string end)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);

        BarSeries bars = RealBars.Read(name);

        Assert.Equal(rows, bars.Count);
        Assert.Equal(calendar, bars.Calendar.Name);
        Assert.Equal(new TimeInterval(TestBars.Utc(start), TestBars.Utc(end)), bars.Span);
        Assert.Equal(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(RealBars.Read(name)));
    }

    [Theory]
    [InlineData("BTCUSDT_1h_2017-2022")]
    [InlineData("EURUSD_1h_2007-2018")]
    [InlineData("SPY_1d_1998-2014")]
    public void Read_WholeFile_GivesWhatAPlainReaderGives(string name)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);
        BarSeries bars = RealBars.Read(name);

        Assert.Equal(RealBars.ReadPlainly(name), Enumerable.Range(0, bars.Count).Select(i => bars[i]));
    }

    [Theory]
    [InlineData("BTCUSDT_15m_2023-2024")]
    [InlineData("GBPUSD_1h_2014-2019")]
    [InlineData("SPY_1h_1998-2014")]
    public void Write_WhatWasRead_GivesTheSameBarsAndBytesAgain(string name)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);
        BarSeries bars = RealBars.Read(name);

        byte[] written = TestBars.Write(bars);
        BarSeries again = Csv.CsvCases.Read(written, bars);

        TestBars.AssertSame(bars, again);
        Assert.Equal(written, TestBars.Write(again));
    }
}
