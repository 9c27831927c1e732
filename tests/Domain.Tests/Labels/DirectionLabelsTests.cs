using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class DirectionLabelsTests
{
    // Opens 100, 100, 102, 102, 101: returns of rows 0 to 2 are +2 %, 0, about -1 %.
    private static readonly BarSeries Bars = HandBars.Of((100, 110, 90, 100), (100, 110, 90, 100), (102, 110, 90, 100), (102, 110, 90, 100), (101, 110, 90, 100));
    private static readonly LabelOptions NextBar = new() { Horizon = 1 };

    [Fact]
    public void Compute_NoDeadBand_LabelsEveryRowAndFlatIsNotUp()
    {
        LabelSet labels = DirectionLabels.Compute(Bars, NextBar);

        Assert.Equal([1, 0, 0], labels.Values[..3].ToArray());
        Assert.Equal([2, 3, 4, -1, -1], labels.EndIndex.ToArray());
    }

    [Fact]
    public void Compute_DeadBand_LeavesSmallReturnsOut()
    {
        Assert.Equal([0, 2], DirectionLabels.Compute(Bars, NextBar, 0).LabelledRows(0, 5));
        Assert.Equal([0], DirectionLabels.Compute(Bars, NextBar, 0.015).LabelledRows(0, 5));
        Assert.Equal([0, 2], DirectionLabels.Compute(Bars, NextBar, 0.009).LabelledRows(0, 5));
    }

    [Fact]
    public void Compute_NegativeDeadBand_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => DirectionLabels.Compute(Bars, NextBar, -0.1));

        Assert.Equal("The direction labels cannot be used: dead_band is -0.1; from 0 to 0.5 of the price is allowed.", error.Message);
    }
}
