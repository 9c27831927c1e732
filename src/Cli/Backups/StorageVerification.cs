using System.Text.Json.Serialization;
using ServerlessTraining.Orchestration.Housekeeping;
using Spectre.Console;

namespace ServerlessTraining.Cli.Backups;

/// <summary>Everything that the product stores, looked at over its API to the end.</summary>
/// <param name="Whole">Whether nothing is wrong.</param>
internal sealed record StorageVerification(bool Whole, StorageVerifyCounts Counts, IReadOnlyList<StorageDefect> Faults)
{
    // The rest is in the answer as JSON.
    private const int MostShown = 50;

    [JsonIgnore]
    public string Content =>
        $"{Shown.Count(Counts.Documents)} documents, {Shown.Count(Counts.Markets)} markets, {Shown.Count(Counts.Runs)} runs, {Shown.Count(Counts.Models)} models that are kept, "
        + $"{Shown.Count(Counts.LiveModels)} published, {Shown.Count(Counts.CandleRuns)} candle runs, {Shown.Count(Counts.Presets)} presets";

    public static Task<StorageVerification> AskAsync(CliContext context, bool quiet, CancellationToken cancellationToken) => TransferProgress.RunAsync(
        context, "storage", shown: !quiet, done => AskAsync(context, done, cancellationToken), "looked at");

    public void Print(IAnsiConsole console)
    {
        if (Whole)
        {
            console.WriteLine($"whole: {Content}");
            return;
        }

        console.WriteLine($"broken: {Shown.Count(Faults.Count)} things are missing or damaged");
        foreach (StorageDefect fault in Faults.Take(MostShown)) console.WriteLine($"  {fault.Table} {fault.Row}: {fault.Detail}");
        if (Faults.Count > MostShown) console.WriteLine($"  and {Shown.Count(Faults.Count - MostShown)} more: --json lists all");
        console.WriteLine($"looked at: {Content}");
    }

    private static async Task<StorageVerification> AskAsync(CliContext context, Action<double> done, CancellationToken cancellationToken)
    {
        StorageVerifyCounts counts = new();
        List<StorageDefect> faults = [];
        string? continuation = null;
        do
        {
            StorageVerifyReport part = await new ApiClient(context).SendAsync<StorageVerifyReport>(
                HttpMethod.Get, ApiPath.Of("/api/storage/verify", ("continuation", continuation)), content: null, "a report on what is stored", cancellationToken);
            counts = counts.Plus(part.Counts);
            faults.AddRange(part.Faults);
            done(part.Progress);
            continuation = part.Continuation;
        }
        while (continuation is not null);

        return new StorageVerification(faults.Count == 0, counts, faults);
    }
}
