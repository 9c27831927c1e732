namespace ServerlessTraining.Bench;

/// <summary>Takes the time of repeated calls.</summary>
internal static class Measure
{
    private const int WarmUp = 20;
    private const int Runs = 200;

    public static async Task<double> MedianMillisecondsAsync(Func<int, Task> call)
    {
        for (int i = 0; i < WarmUp; i++) await call(i);
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            await call(WarmUp + i);
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(times);
    }

    /// <summary>For work that takes a part of a second: the median of a few runs after some to warm up.</summary>
    public static double MedianSeconds(Action work)
    {
        const int LongWarmUp = 3;
        const int LongRuns = 9;
        for (int i = 0; i < LongWarmUp; i++) work();
        double[] times = new double[LongRuns];
        for (int i = 0; i < LongRuns; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            work();
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        return Median(times);
    }

    /// <summary>A method is compiled again, in the background, once it has been called some thirty times: that is over before times are taken.</summary>
    public static void UntilCompiled(Action work)
    {
        const double Seconds = 2;
        long start = TimeProvider.System.GetTimestamp();
        do work();
        while (TimeProvider.System.GetElapsedTime(start).TotalSeconds < Seconds);
    }

    public static double Median(double[] times)
    {
        Array.Sort(times);
        return (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2;
    }
}
