using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class MarketCalendarTests
{
    [Theory]
    [InlineData("crypto", "15m", 365 * 24 * 4)]
    [InlineData("crypto", "1h", 365 * 24)]
    [InlineData("crypto", "1d", 365)]
    [InlineData("crypto", "1w", 365.0 / 7)]
    [InlineData("fx", "1h", 252 * 24)]
    [InlineData("fx", "1d", 252)]
    [InlineData("fx", "1w", 252.0 / 5)]
    [InlineData("equities", "15m", 252 * 6.5 * 4)]
    [InlineData("equities", "1h", 252 * 6.5)]
    [InlineData("equities", "1d", 252)]
    [InlineData("equities", "1w", 252.0 / 5)]
    public void BarsPerYear_EachMarket_FollowsItsHours(string calendar, string timeframe, double bars) =>
        Assert.Equal(bars, MarketCalendar.Parse(calendar).BarsPerYear(Timeframe.Parse(timeframe)), 9);

    [Fact]
    public void Parse_NameOfEach_GivesIt() => Assert.All(MarketCalendar.All, calendar => Assert.Same(calendar, MarketCalendar.Parse($" {calendar.Name.ToUpperInvariant()} ")));

    [Fact]
    public void Parse_OtherName_ListsAll()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => MarketCalendar.Parse("futures"));

        Assert.Equal("'futures' is not a market calendar. Allowed are: crypto, fx, equities.", error.Message);
    }

    [Theory]
    [InlineData("EURUSD", "fx")]
    [InlineData("USDJPY", "fx")]
    [InlineData("XAUUSD", "fx")]
    [InlineData("USDTRY", "fx")]
    [InlineData("BTCUSDT", "crypto")]
    [InlineData("ETHBTC", "crypto")]
    [InlineData("BTCUSD", "crypto")]
    [InlineData("EURUSDT", "crypto")]
    [InlineData("USDTUSD", "crypto")]
    [InlineData("WUSDT", "crypto")]
    [InlineData("SPY", "equities")]
    [InlineData("GOOGL", "equities")]
    [InlineData("GBTC", "equities")]
    [InlineData("ABNB", "equities")]
    [InlineData("BTC", "equities")]
    public void Guess_LettersOfTheSymbol_GiveTheLikelyMarket(string symbol, string calendar) => Assert.Equal(calendar, MarketCalendar.Guess(Symbol.Parse(symbol)).Name);

    [Theory]
    // A usual weekend in winter and in summer; the hour that New York's clock moves is open for some sources only, so it counts as closed.
    [InlineData("fx", "2019-01-11T20:59:00Z", true)]
    [InlineData("fx", "2019-01-11T21:00:00Z", false)]
    [InlineData("fx", "2019-01-12T12:00:00Z", false)]
    [InlineData("fx", "2019-01-13T21:59:00Z", false)]
    [InlineData("fx", "2019-01-13T22:00:00Z", true)]
    [InlineData("fx", "2019-12-24T16:59:00Z", true)]
    [InlineData("fx", "2019-12-24T17:00:00Z", false)]
    [InlineData("fx", "2019-12-25T12:00:00Z", false)]
    [InlineData("fx", "2019-12-26T00:00:00Z", true)]
    [InlineData("fx", "2020-01-01T12:00:00Z", false)]
    [InlineData("fx", "9999-12-31T12:00:00Z", true)]
    [InlineData("crypto", "2019-12-25T12:00:00Z", true)]
    // New York changed its clocks on 11 March 2007 by the new rule, on 2 April 2006 by the old one; back on 4 November 2007 and 29 October 2006.
    [InlineData("equities", "2007-03-09T14:29:00Z", false)]
    [InlineData("equities", "2007-03-09T14:30:00Z", true)]
    [InlineData("equities", "2007-03-12T13:30:00Z", true)]
    [InlineData("equities", "2007-03-12T20:00:00Z", false)]
    [InlineData("equities", "2006-03-31T13:30:00Z", false)]
    [InlineData("equities", "2006-04-03T13:30:00Z", true)]
    [InlineData("equities", "2006-10-27T13:30:00Z", true)]
    [InlineData("equities", "2006-10-30T13:30:00Z", false)]
    [InlineData("equities", "2007-11-02T20:30:00Z", false)]
    [InlineData("equities", "2007-11-05T20:30:00Z", true)]
    [InlineData("equities", "2019-11-29T17:59:00Z", true)]
    [InlineData("equities", "2019-11-29T18:00:00Z", false)]
    [InlineData("equities", "2019-11-30T15:00:00Z", false)]
    [InlineData("equities", "2019-07-03T16:59:00Z", true)]
    [InlineData("equities", "2019-07-03T17:00:00Z", false)]
    [InlineData("equities", "2018-12-24T18:00:00Z", false)]
    [InlineData("equities", "1999-12-31T18:00:00Z", false)]
    [InlineData("equities", "2002-07-05T17:00:00Z", false)]
    [InlineData("equities", "2003-12-26T18:00:00Z", false)]
    [InlineData("equities", "2003-12-26T17:59:00Z", true)]
    public void IsOpen_KnownInstants_FollowsTheMarket(string calendar, string instant, bool open) =>
        Assert.Equal(open, MarketCalendar.Parse(calendar).IsOpen(TestBars.Utc(instant)));

    [Theory]
    [InlineData(2000, "2000-01-17 2000-02-21 2000-04-21 2000-05-29 2000-07-04 2000-09-04 2000-11-23 2000-12-25")]
    [InlineData(2001, "2001-01-01 2001-01-15 2001-02-19 2001-04-13 2001-05-28 2001-07-04 2001-09-03 2001-09-11 2001-09-12 2001-09-13 2001-09-14 2001-11-22 2001-12-25")]
    [InlineData(2004, "2004-01-01 2004-01-19 2004-02-16 2004-04-09 2004-05-31 2004-06-11 2004-07-05 2004-09-06 2004-11-25 2004-12-24")]
    [InlineData(2007, "2007-01-01 2007-01-02 2007-01-15 2007-02-19 2007-04-06 2007-05-28 2007-07-04 2007-09-03 2007-11-22 2007-12-25")]
    [InlineData(2012, "2012-01-02 2012-01-16 2012-02-20 2012-04-06 2012-05-28 2012-07-04 2012-09-03 2012-10-29 2012-10-30 2012-11-22 2012-12-25")]
    [InlineData(2022, "2022-01-17 2022-02-21 2022-04-15 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-11-24 2022-12-26")]
    [InlineData(2024, "2024-01-01 2024-01-15 2024-02-19 2024-03-29 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-11-28 2024-12-25")]
    public void IsTradingDay_Equities_LeavesOutTheHolidaysOfTheYear(int year, string holidays)
    {
        IEnumerable<DateOnly> workdays = Enumerable.Range(0, 366)
            .Select(new DateOnly(year, 1, 1).AddDays)
            .Where(day => day.Year == year && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

        IEnumerable<string> closed = workdays.Where(day => !MarketCalendar.Equities.IsTradingDay(day)).Select(day => $"{day:yyyy-MM-dd}");

        Assert.Equal(holidays.Split(' '), closed);
    }

    [Fact]
    public void IsTradingDay_Equities_IsWhatSpyHas()
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);
        using Stream file = File.OpenRead(ReferenceData.BarsFile("SPY_1d_1998-2014.csv.gz"));
        BarSeries bars = BarCsvReader.Read(file, Symbol.Parse("SPY"), Timeframe.D1, MarketCalendar.Equities);
        DateOnly[] traded = [.. Enumerable.Range(0, bars.Count).Select(i => DateOnly.FromDateTime(bars.OpenTime(i).UtcDateTime))];

        IEnumerable<DateOnly> expected = Enumerable.Range(traded[0].DayNumber, traded[^1].DayNumber - traded[0].DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Where(MarketCalendar.Equities.IsTradingDay);

        Assert.Equal(expected, traded);
    }

    [Theory]
    [InlineData("equities", "1h", "2019-01-11T14:00:00Z", true)]
    [InlineData("equities", "1h", "2019-01-11T13:00:00Z", false)]
    [InlineData("equities", "1h", "2019-01-11T20:00:00Z", true)]
    [InlineData("equities", "1h", "2019-01-11T21:00:00Z", false)]
    [InlineData("equities", "1h", "2019-01-11T14:30:00Z", false)]
    [InlineData("equities", "4h", "2019-01-11T12:00:00Z", true)]
    [InlineData("equities", "1d", "2019-01-11T00:00:00Z", true)]
    [InlineData("equities", "1d", "2019-01-12T00:00:00Z", false)]
    [InlineData("equities", "1w", "2019-01-07T00:00:00Z", true)]
    [InlineData("equities", "1w", "2019-01-08T00:00:00Z", false)]
    [InlineData("fx", "1d", "2019-01-11T00:00:00Z", true)]
    [InlineData("fx", "1d", "2019-01-13T00:00:00Z", false)]
    [InlineData("fx", "4h", "2019-01-11T20:00:00Z", true)]
    [InlineData("fx", "4h", "2019-01-13T20:00:00Z", true)]
    [InlineData("fx", "4h", "2019-01-13T16:00:00Z", false)]
    public void Expects_BarOfTheGrid_IsThereWhereTheMarketIsOpenForAPartOfIt(string calendar, string timeframe, string openTime, bool expected) =>
        Assert.Equal(expected, MarketCalendar.Parse(calendar).Expects(TestBars.Utc(openTime), Timeframe.Parse(timeframe)));
}
