namespace ServerlessTraining.Bench.Engine;

/// <summary>What it costs a laptop to leave the product running with nothing to do.</summary>
internal static class IdleHost
{
    // The first minute is the start: methods are compiled again as they prove busy, pollers back off.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using BenchHost host = await BenchHost.StartAsync(cancellationToken);
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        TimeSpan before = host.Cpu;
        await Task.Delay(Watch, TimeProvider.System, cancellationToken);
        double share = (host.Cpu - before) / Watch;
        return [new BenchRow("idle_cpu", 100 * share, "% of a core"), new BenchRow("idle_mb", host.Megabytes, "MB")];
    }
}
