using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class TradeOutcomesTests
{
    private static readonly double[] Outcomes = [3, -1, 0, 2, -1.5];

    [Fact]
    public void WinRate_ZeroOutcome_IsNoWin() => Expect.Near(0.4, TradeOutcomes.WinRate(Outcomes), 0);

    [Fact]
    public void ProfitFactor_KnownOutcomes_IsGainsOverLosses() => Expect.Near(2, TradeOutcomes.ProfitFactor(Outcomes), 0);

    [Fact]
    public void Expectancy_KnownOutcomes_IsTheMean() => Expect.Near(0.5, TradeOutcomes.Expectancy(Outcomes), 0);

    [Fact]
    public void ProfitFactor_NoLoss_IsUndefined() => Expect.Undefined("no trade lost", TradeOutcomes.ProfitFactor([1, 0]));

    [Fact]
    public void ProfitFactor_NoGain_IsZero() => Expect.Near(0, TradeOutcomes.ProfitFactor([-1, 0]), 0);

    [Fact]
    public void All_NoTrades_AreUndefined()
    {
        Expect.Undefined("there are no trades", TradeOutcomes.WinRate([]));
        Expect.Undefined("there are no trades", TradeOutcomes.ProfitFactor([]));
        Expect.Undefined("there are no trades", TradeOutcomes.Expectancy([]));
    }
}
