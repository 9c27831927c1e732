using System.Diagnostics;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Scale;

/// <summary>What docs/guides/scale.md reckons with: folds a second that the protocol lets through, what a fold and a configuration cost, and what grows
/// with what is stored.</summary>
internal sealed class ScaleBench : IBenchGroup
{
    private static readonly string[] FoldModes = ["quick", "full"];

    public string Name => "scale";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        List<BenchRow> rows = [];
        foreach (string folds in FoldModes)
        {
            await using AzuriteServer azurite = await AzuriteServer.StartAsync(cancellationToken);
            rows.AddRange(await GridCosts.RunAsync(azurite, folds, cancellationToken));
        }

        await using (AzuriteServer azurite = await AzuriteServer.StartAsync(cancellationToken))
        {
            rows.AddRange(await FoldRates.RunAsync(azurite, cancellationToken));
            rows.AddRange(await LedgerCosts.RunAsync(azurite, cancellationToken));
        }

        using Process own = Process.GetCurrentProcess();
        rows.Add(new BenchRow("memory", own.PeakWorkingSet64 / 1048576.0, "MB at most, without the emulator"));
        return rows;
    }
}
