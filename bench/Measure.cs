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

        Array.Sort(times);
        return (times[(Runs / 2) - 1] + times[Runs / 2]) / 2;
    }
}
