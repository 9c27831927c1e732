using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class LeakReceiptTests
{
    [Fact]
    public void Plan_Fold_GivesTheInstants()
    {
        FoldOptions options = new() { Mode = FoldMode.Quick, Horizons = [3], Embargo = Embargo.OfBars(2) };

        LeakReceipt receipt = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), options).Folds[0].Receipt;

        Assert.Equal(
            [
                new LeakBoundary(FoldPartKind.Fit, Day(703, -16), Day(703, 0), FoldPartKind.Tune, Day(703, 0), Day(703, 4)),
                new LeakBoundary(FoldPartKind.Tune, Day(730, -24), Day(730, -8), FoldPartKind.Test, Day(730, 0), Day(730, 4)),
            ],
            receipt.Boundaries);
        Assert.Equal(Day(790, 16), receipt.LastTestLabelEnd);
        Assert.Equal(Day(910, 0), receipt.Limit);
        Assert.Equal(4, receipt.PurgeBars);
        Assert.Equal(TimeSpan.FromHours(16), receipt.PurgeTime);
        Assert.Equal("2 bars", receipt.Embargo);
    }

    [Fact]
    public void LeakReceipt_LabelEndsAfterTheNextPartBegan_CannotBeMade()
    {
        LeakBoundary boundary = new(FoldPartKind.Tune, Day(9, 0), Day(10, 4), FoldPartKind.Test, Day(10, 0), Day(10, 4));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new LeakReceipt([boundary], Day(11, 0), Day(20, 0), 1, TimeSpan.FromHours(4), "none"));

        Assert.Equal(
            "The fold leaks: tune decides until 2021-03-10T00:00:00Z, its labels end by 2021-03-11T04:00:00Z; test decides from 2021-03-11T04:00:00Z, " +
            "on a bar that opens at 2021-03-11T00:00:00Z.",
            error.Message);
    }

    [Fact]
    public void LeakReceipt_TestLabelEndsAfterTheLimit_CannotBeMade()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => new LeakReceipt([], Day(20, 4), Day(20, 0), 1, TimeSpan.FromHours(4), "none"));

        Assert.Equal("The fold leaks: the last test label ends at 2021-03-21T04:00:00Z, after the limit 2021-03-21T00:00:00Z.", error.Message);
    }

    private static DateTimeOffset Day(int day, int hours) => PlainBars.Day(day).AddHours(hours);
}
