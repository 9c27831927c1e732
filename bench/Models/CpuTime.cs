namespace ServerlessTraining.Bench.Models;

/// <summary>Seconds of the processor, of all threads of this process: what runs beside it matters less than for the time on the wall.</summary>
internal static class CpuTime
{
    public static double SecondsOf(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
