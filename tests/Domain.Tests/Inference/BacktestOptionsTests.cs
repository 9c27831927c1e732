using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class BacktestOptionsTests
{
    [Fact]
    public void Validate_EverythingWrong_ReportsAllAtOnce()
    {
        BacktestOptions options = new() { Commission = -0.1, Spread = 0.2, Slippage = double.NaN, SizeFraction = 1.5, LotSize = 0, EntryDelay = 0, InitialEquity = 0 };

        Assert.Equal(
            """
            The backtest options cannot be used:
            - commission is -0.1, but must be a fraction from 0 to 0.1.
            - spread is 0.2, but must be a fraction from 0 to 0.1.
            - slippage is NaN, but must be a fraction from 0 to 0.1.
            - size_fraction is 1.5, but must be above 0 and at most 1; positions are not leveraged.
            - lot_size is 0, but must be above 0, or absent for fractional shares.
            - entry_delay is 0, but must be 1 to 100 bars.
            - initial_equity is 0, but must be above 0.
            """,
            Assert.Throws<ServerlessTrainingException>(options.Validate).Message);
    }

    [Fact]
    public void Validate_Defaults_Pass() => new BacktestOptions().Validate();
}
