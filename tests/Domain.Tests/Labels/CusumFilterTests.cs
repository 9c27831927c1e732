using ServerlessTraining.Domain.Labels;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class CusumFilterTests
{
    private static readonly double[] Closes = [.. new[] { 0, 0.06, 0.12, 0.10, -0.02, -0.03, 0.20 }.Select(Math.Exp)];

    [Fact]
    public void Events_SumPassesTheThreshold_StartsThatSumAgain()
    {
        // Up to 0.12 passes 0.1; down by 0.14 from there passes it; the last jump of 0.23 passes it again.
        Assert.Equal([2, 4, 6], CusumFilter.Events(Closes, Thresholds(0.1)));
        Assert.Equal([6], CusumFilter.Events(Closes, Thresholds(0.2)));
    }

    [Fact]
    public void Events_NoThresholdKnown_AddsNothingUp()
    {
        double[] thresholds = Thresholds(0.1);
        thresholds[1] = double.NaN;

        Assert.Equal([4, 6], CusumFilter.Events(Closes, thresholds));
    }

    [Fact]
    public void Events_ThresholdNotPositive_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => CusumFilter.Events(Closes, Thresholds(0)));

        Assert.Equal("The CUSUM threshold of bar 1 is 0; above 0 is allowed, or NaN where none is known.", error.Message);
    }

    [Fact]
    public void Events_LengthsDiffer_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => CusumFilter.Events(Closes, [0.1]));

        Assert.Equal("The CUSUM filter needs one threshold a bar, but there are 7 bars and 1 thresholds.", error.Message);
    }

    private static double[] Thresholds(double value) => [.. Enumerable.Repeat(value, Closes.Length)];
}
