using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class TripleBarrierOptionsTests
{
    [Fact]
    public void Validate_SeveralWrong_SaysAllAtOnce()
    {
        TripleBarrierOptions options = new()
        {
            Label = new LabelOptions { Horizon = 0 },
            TakeProfit = double.NaN,
            Stop = 1,
            MinVolatility = 0.1,
            Touch = (BarrierTouch)7,
            MaxHolding = TimeSpan.Zero,
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal(
            "The triple-barrier options cannot be used: horizon is 0; from 1 to 1000 bars is allowed; take_profit is NaN; above 0 and up to 10 of the entry price is allowed; " +
            "stop is 1; above 0 and up to 0.99 of the entry price is allowed; min_volatility is 0.1, but the barriers are fixed fractions; set volatility or leave it 0; " +
            "touch is 7; high_low and close are allowed; max_holding is 00:00:00; above 0 and up to 3650 days is allowed.",
            error.Message);
    }

    [Fact]
    public void Validate_WrongVolatility_NamesItsOptions()
    {
        TripleBarrierOptions options = new()
        {
            Label = new LabelOptions { Horizon = 10 },
            TakeProfit = 101,
            Stop = 2,
            Volatility = new VolatilityOptions { Period = TimeSpan.FromDays(31), Span = 1, MinReturns = 1 },
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal(
            "The triple-barrier options cannot be used: take_profit is 101; above 0 and up to 100 times the volatility is allowed; " +
            "volatility.period is 31.00:00:00; above 0 and up to 30 days is allowed; volatility.span is 1; from 2 to 10000 returns is allowed; " +
            "volatility.min_returns is 1; from 2 to 10000 returns is allowed.",
            error.Message);
    }
}
