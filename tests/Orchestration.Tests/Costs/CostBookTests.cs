using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;

namespace ServerlessTraining.Orchestration.Tests.Costs;

public sealed class CostBookTests
{
    private const string File = "configs/prices.yaml";

    private static readonly PriceSettings Prices = new()
    {
        Currency = "USD",
        VcpuSecond = 0.00002,
        GibSecond = 0.000003,
        Transactions10000 = 0.05,
        Cpu = new TrainerSize(2, 4),
        Gpu = "t4",
        GpuProfiles = new Dictionary<string, GpuPrice> { ["t4"] = new(0.0003, new TrainerSize(8, 56)), ["a100"] = new(0.001, new TrainerSize(24, 220)) },
    };

    [Fact]
    public void Of_CpuGpuAndTransactions_IsTheirSum()
    {
        CostBook book = new(Prices, File);

        // 1000 s x (2 x 0.00002 + 4 x 0.000003) = 0.052; 500 s x (0.0003 + 8 x 0.00002 + 56 x 0.000003) = 0.314; 30,000 calls = 3 x 0.05.
        Assert.Equal(0.052 + 0.314 + 0.15, book.Of(new TrainingUse(1000, 500, 30_000)).Value!.Value, 12);
        Assert.Equal(("USD", File), (book.Currency, book.Source));
    }

    [Fact]
    public void Of_NoPriceSet_SaysSo() =>
        Assert.Equal("no price is set in configs/prices.yaml", new CostBook(new PriceSettings(), File).Of(new TrainingUse(1, 0, 1)).Reason);

    [Fact]
    public void Of_SomePricesMissing_NamesThoseThatAreNeeded()
    {
        CostBook book = new(Prices with { GibSecond = null, Transactions10000 = null }, File);

        Assert.Equal("gib_second and transactions_10000 not set in configs/prices.yaml", book.Of(new TrainingUse(10, 10, 10)).Reason);
    }

    [Fact]
    public void Of_WhatWasNotUsed_NeedsNoPrice()
    {
        CostBook book = new(Prices with { Gpu = null, Transactions10000 = null }, File);

        Assert.Equal(0.052, book.Of(new TrainingUse(1000, 0, 0)).Value!.Value, 12);
        Assert.Equal("gpu not set in configs/prices.yaml", book.Of(new TrainingUse(0, 1, 0)).Reason);
    }
}
