using System.Text.Json;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Says what is wrong with the result of a fold whose row says that it is trained. One read, and what <see cref="IFoldFileCheck"/> reads.</summary>
internal sealed class FoldResults(FoldTaskStore tasks, IFoldFileCheck files)
{
    /// <returns>Words that follow "but"; null where the result can be used.</returns>
    public async Task<string?> FaultAsync(FoldTaskRow row, CancellationToken cancellation)
    {
        if (await tasks.FindOutcomeAsync(row.Key, cancellation) is not { } json) return "there is no result";
        FoldOutcome? outcome;
        try
        {
            outcome = JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options);
        }
        catch (JsonException error)
        {
            return $"its result cannot be read: {error.Message.TrimEnd('.')}";
        }

        // What a constructor gets for a property that the text lacks is null, whatever its type says.
        bool isWhole = outcome is { Metrics: not null, Files: not null, Device: not null, Notes: not null, Hashes: not null, Reasons: not null };
        if (!isWhole) return "its result lacks figures or files";
        FoldWork work = JsonSerializer.Deserialize<FoldWork>(row.Work, ApiJson.Options)!;
        return await files.FaultAsync(work, outcome!, cancellation);
    }
}
