using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class LabelOptionsTests
{
    [Fact]
    public void Validate_SeveralWrong_SaysAllAtOnce()
    {
        LabelOptions options = new() { Horizon = 1001, EntryDelay = -1 };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal(
            "The label options cannot be used: horizon is 1001; from 1 to 1000 bars is allowed; entry_delay is -1; from 0 to 100 bars is allowed.",
            error.Message);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1000, 100)]
    public void Validate_Edges_Pass(int horizon, int delay) => new LabelOptions { Horizon = horizon, EntryDelay = delay }.Validate();

    [Fact]
    public void Reach_OfHorizonAndDelay_IsTheirSum() => Assert.Equal(7, new LabelOptions { Horizon = 5, EntryDelay = 2 }.Reach);
}
