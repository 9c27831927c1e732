using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class TradeSimulatorTests
{
    private static readonly BarSeries FourBars = HandMarket.Bars((100, 100), (100, 110), (120, 130), (125, 120));

    [Fact]
    public void Trace_LongDecidedAtAClose_FillsAtTheNextOpenAndIsMarkedAtCloses()
    {
        EquityCurve curve = HandMarket.Simulator(FourBars, HandMarket.Free).Trace([1, 0, 0, 0]);

        // 10 shares at 100, out at the open of 120.
        Assert.Equal([1000, 1100, 1200, 1200], curve.Equity);
        Assert.Equal([0, 1, 0, 0], curve.Positions);
        Assert.Equal(new Trade(0, 1, 2, 10, 100, 120, 200, 0.2, 0, 0, false), Assert.Single(curve.Trades));
    }

    [Fact]
    public void Trace_WithCosts_PaysCommissionOnBothFillsAndSpreadAndSlippageInThePrices()
    {
        BacktestOptions options = HandMarket.Free with { Commission = 0.01, Spread = 0.02, Slippage = 0.01 };

        Trade trade = Assert.Single(HandMarket.Simulator(FourBars, options).Trace([1, 0, 0, 0]).Trades);

        double shares = 1000 / (102 * 1.01);
        Assert.Equal(102, trade.EntryPrice, 1e-12);
        Assert.Equal(117.6, trade.ExitPrice, 1e-12);
        Assert.Equal(shares, trade.Shares, 1e-12);
        Assert.Equal(((shares * 102) + (shares * 117.6)) * 0.01, trade.Commission, 1e-9);
        Assert.Equal((shares * 117.6 * 0.99) - 1000, trade.Profit, 1e-9);
        Assert.Equal(trade.Profit / (shares * 102), trade.Return, 1e-12);
    }

    [Fact]
    public void Trace_Short_SellsLowBuysHighAndKeepsItsShares()
    {
        BacktestOptions options = HandMarket.Free with { Commission = 0.01, Slippage = 0.02 };

        EquityCurve curve = HandMarket.Simulator(FourBars, options).Trace([-1, -1, 0, 0]);

        double shares = 1000 / (98 * 1.01);
        double cash = 1000 + (shares * 98 * 0.99);
        double after = cash - (shares * 125 * 1.02 * 1.01);
        Assert.Equal([1000, cash - (shares * 110), cash - (shares * 130), after], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(-shares, Assert.Single(curve.Trades).Shares, 1e-12);
    }

    [Fact]
    public void Trace_Reversal_ClosesAndOpensAtTheSameOpenWithAllThatIsLeft()
    {
        EquityCurve curve = HandMarket.Simulator(FourBars, HandMarket.Free).Trace([1, -1, -1, -1]);

        // 10 shares from 100 to 120 make 1200; 10 short from 120, marked at 130, closed at the last close of 120.
        Assert.Equal([1000, 1100, 1100, 1200], curve.Equity);
        Assert.Equal([0, 1, -1, 0], curve.Positions);
        Assert.Equal([200, 0], curve.Trades.Select(trade => trade.Profit));
        Assert.True(curve.Trades[1].ClosedAtClose);
    }

    [Fact]
    public void Trace_SameDirectionGoesOn_DoesNotTradeAgain() =>
        Assert.Equal(10, Assert.Single(HandMarket.Simulator(FourBars, HandMarket.Free).Trace([1, 1, 1, 1]).Trades).Shares);

    [Fact]
    public void Trace_ShortThatDoubles_EndsTheStrategyAtThatClose()
    {
        BarSeries bars = HandMarket.Bars((100, 100), (100, 150), (160, 210), (200, 50), (50, 60));

        EquityCurve curve = HandMarket.Simulator(bars, HandMarket.Free).Trace([-1, -1, -1, 1, 1]);

        Assert.Equal(2, curve.RuinBar);
        Assert.Equal([1000, 500, 0, 0, 0], curve.Equity);
        Assert.Equal([0, -1, 0, 0, 0], curve.Positions);
        Assert.Equal(-1100, Assert.Single(curve.Trades).Profit);
    }

    [Fact]
    public void Score_Ruin_IsALossOfEverything()
    {
        BarSeries bars = HandMarket.Bars((100, 100), (100, 150), (210, 210), (200, 50), (50, 60));

        BacktestScore score = HandMarket.Simulator(bars, HandMarket.Free).Score([-1, 1, 1, 1, 1]);

        // The gap leaves nothing to open the opposite position with.
        Assert.Equal(2, score.RuinBar);
        Assert.Equal(-1, score.Total.Metrics.TotalReturn.Value);
        Assert.Equal(-1, score.Total.Metrics.MaxDrawdown.Value);
        Assert.Equal(1, score.Total.Metrics.Trades);
    }

    [Fact]
    public void Trace_GapBetweenWindows_ClosesAtTheLastCloseAndStartsFlat()
    {
        BarSeries bars = HandMarket.Bars((100, 100), (100, 110), (115, 120), (200, 210), (210, 210), (210, 231));

        EquityCurve curve = HandMarket.Simulator(bars, HandMarket.Free, windows: [new("one", 0, 3), new("two", 4, 2)]).Trace([1, 1, 1, 1, 1]);

        Assert.Equal([0, 1, 2, 4, 5], curve.Bars);
        Assert.Equal([1000, 1100, 1200, 1200, 1320], curve.Equity, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([(1, 2, true), (5, 5, true)], curve.Trades.Select(trade => (trade.EntryBar, trade.ExitBar, trade.ClosedAtClose)));
    }

    [Fact]
    public void Trace_AdjacentWindows_CarryThePosition()
    {
        EquityCurve curve = HandMarket.Simulator(FourBars, HandMarket.Free, windows: [new("one", 0, 2), new("two", 2, 2)]).Trace([1, 1, 1, 1]);

        Assert.Equal((1, 3), (Assert.Single(curve.Trades).EntryBar, curve.Trades[0].ExitBar));
    }

    [Fact]
    public void Trace_LotSize_BuysWholeLotsAndLetsTooSmallAnOrderLapse()
    {
        BacktestOptions options = HandMarket.Free with { LotSize = 4 };

        Assert.Equal(8, Assert.Single(HandMarket.Simulator(FourBars, options).Trace([1, 0, 0, 0]).Trades).Shares);
        Assert.Empty(HandMarket.Simulator(FourBars, options with { LotSize = 11 }).Trace([1, 1, 1, 1]).Trades);
    }

    [Fact]
    public void Trace_EntryDelayOfTwo_FillsOneBarLater()
    {
        Trade trade = Assert.Single(HandMarket.Simulator(FourBars, HandMarket.Free with { EntryDelay = 2 }).Trace([1, 1, 1, 1]).Trades);

        Assert.Equal((0, 2, 120.0), (trade.DecisionBar, trade.EntryBar, trade.EntryPrice));
    }

    [Fact]
    public void Score_RegimeOfATrade_IsThatOfTheDecisionNotOfTheFillOrTheExit()
    {
        BacktestScore score = HandMarket.Simulator(FourBars, HandMarket.Free, labels: [1, 0, 0, 2]).Score([1, 0, 0, 0]);
        BacktestScore shifted = HandMarket.Simulator(FourBars, HandMarket.Free, labels: [0, 1, 0, 0]).Score([1, 0, 0, 0]);

        // Bars 1 and 2 (whose open closed the trade) belong to the decision; bars 0 and 3 were flat and belong to themselves.
        Assert.Equal([0, 1, 0], score.Regimes.Select(line => line.Metrics.Trades));
        Assert.Equal([0, 3, 1], score.Regimes.Select(line => line.Metrics.Bars));
        Assert.Equal(0.2, score.Regimes[1].Metrics.TotalReturn.Value!.Value, 1e-12);
        Assert.Equal([1, 0, 0], shifted.Regimes.Select(line => line.Metrics.Trades));
    }

    [Fact]
    public void Score_ReversalBar_BelongsToTheNewTrade()
    {
        BacktestScore score = HandMarket.Simulator(FourBars, HandMarket.Free, labels: [0, 1, 1, 1]).Score([1, -1, -1, -1]);

        Assert.Equal([2, 2, 0], score.Regimes.Select(line => line.Metrics.Bars));
        Assert.Equal(0.1, score.Regimes[0].Metrics.TotalReturn.Value!.Value, 1e-12);
        Assert.Equal((1200 / 1100.0) - 1, score.Regimes[1].Metrics.TotalReturn.Value!.Value, 1e-12);
    }

    [Fact]
    public void Score_HitRate_CountsDecisionsWhoseHorizonEndedInTheWindow()
    {
        // Opens 100, 100, 120, 125: the decision of bar 0 is judged from 100 to 120, that of bar 1 from 120 to 125, the others end behind the window.
        BacktestScore score = HandMarket.Simulator(FourBars, HandMarket.Free).Score([1, -1, -1, -1]);

        Assert.Equal((2L, 1L), (score.Total.Sums.Decisions, score.Total.Sums.Hits));
    }

    [Fact]
    public void Score_FiguresOfOneTrade_AreThoseWorkedOutByHand()
    {
        BacktestScore score = HandMarket.Simulator(FourBars, HandMarket.Free).Score([1, 0, 0, 0]);

        double[] returns = [0, 0.1, (1200 / 1100.0) - 1, 0];
        double mean = returns.Average();
        double deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / 3);
        Assert.Equal(mean / deviation * Math.Sqrt(365), score.Total.Metrics.Sharpe.Value!.Value, 1e-9);
        Assert.Equal((1 + 1) / 4.0 * 365, score.Total.Metrics.Turnover.Value!.Value, 1e-9);
        Assert.Equal(0.25, score.Total.Metrics.Exposure.Value);
        Assert.Equal("no bar lost", score.Total.Metrics.Sortino.Reason);
        Assert.Equal("no trade lost", score.Total.Metrics.ProfitFactor.Reason);
    }

    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-10)]
    public void Score_ReturnsThatHardlyVaryAroundALargeMean_KeepTheirSpread(double spread)
    {
        BacktestScore score = HoldSteadyGrowth(spread);

        Assert.Equal(0.01 / spread, score.Regimes[1].Metrics.SharpePerBar.Value!.Value, 1e-3 * 0.01 / spread);
    }

    [Fact]
    public void Score_ReturnsThatDoNotVary_HaveNoSharpe() => Assert.Equal("the returns do not vary", HoldSteadyGrowth(0).Regimes[1].Metrics.Sharpe.Reason);

    /// <summary>A price that grows by 1 % and the spread to and fro. A short of one bar keeps the flat bar before the long out of the long's
    /// regime.</summary>
    private static BacktestScore HoldSteadyGrowth(double spread)
    {
        double price = 100;
        BarSeries bars = HandMarket.Bars([.. Enumerable.Range(0, 2001).Select(i => (price, price *= 1.01 + (i % 2 == 0 ? spread : -spread)))]);
        byte[] labels = new byte[bars.Count];
        labels[1] = 1;
        sbyte[] wanted = [-1, .. Enumerable.Repeat((sbyte)1, bars.Count - 1)];
        return HandMarket.Simulator(bars, HandMarket.Free, labels).Score(wanted);
    }

    [Fact]
    public void Constructor_WrongInputs_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => new TradeSimulator(FourBars, [new("one", 0, 3), new("one", 2, 3)], new RegimeLabels([], new byte[3]), HandMarket.Free, 0));

        Assert.Contains("HANDUSDT 1d cannot be backtested", error.Message, StringComparison.Ordinal);
        Assert.Contains("window 1 ('one') has an id that an earlier window has", error.Message, StringComparison.Ordinal);
        Assert.Contains("window 1 ('one') starts at bar 2, but the window before it ends at bar 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("the last window ends at bar 4, but the series ends at bar 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("there are 3 regime labels for 4 bars", error.Message, StringComparison.Ordinal);
        Assert.Contains("the horizon is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_WrongPositions_AreNamed()
    {
        TradeSimulator simulator = HandMarket.Simulator(FourBars, HandMarket.Free);

        Assert.Equal(
            "There are 3 positions for 4 report rows; every row needs one.", Assert.Throws<ServerlessTrainingException>(() => simulator.Score([1, 1, 1])).Message);
        Assert.Equal(
            "The position of row 2 is 5, but must be 1 (long), 0 (none) or -1 (short).",
            Assert.Throws<ServerlessTrainingException>(() => simulator.Score([1, 0, 5, 0])).Message);
    }
}
