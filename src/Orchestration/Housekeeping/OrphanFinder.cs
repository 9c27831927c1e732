using System.Text.Json;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Says whose files a place has: those of a try that was given up, those of runs that nobody will open again, or those of somebody who needs them.</summary>
internal sealed class OrphanFinder(FoldTaskStore tasks, FoldUse use)
{
    private readonly Dictionary<string, (FoldFate Fate, FoldTaskRow? Row)> known = new(StringComparer.Ordinal);

    /// <summary>Places that stay only because a queue has not ended.</summary>
    public HashSet<string> Waiting { get; } = new(StringComparer.Ordinal);

    /// <returns>What may be done with the files, and the task row of the fold where they are its result.</returns>
    public async Task<(FoldFate Fate, FoldTaskRow? Row)> AskAsync(string place, CancellationToken cancellation)
    {
        if (!known.TryGetValue(place, out (FoldFate, FoldTaskRow?) answer)) known[place] = answer = await FindAsync(place, cancellation);
        return answer;
    }

    private async Task<(FoldFate Fate, FoldTaskRow? Row)> FindAsync(string place, CancellationToken cancellation)
    {
        if (FoldPlace.TryParse(place) is not { } fold || use.NeedsPlace(place)) return (FoldFate.Needed, null);
        FoldTaskRow? row = await tasks.FindAsync(fold.Key, cancellation);
        if (row is { HasEnded: false } && row.Owner == fold.Owner) return (FoldFate.Needed, null);
        string? json = await tasks.FindOutcomeAsync(fold.Key, cancellation);
        bool isResult = json is not null && JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options)!.Files.Values.Any(file => FoldReference.Parse(file).RunId == place);
        if (!isResult) return (FoldFate.Abandoned, null);
        if (row is null || use.NeedsKey(fold.Key) || !use.Knows(fold.Key)) return (FoldFate.Needed, null);
        if (use.UnfinishedQueues.Count == 0) return (FoldFate.Unwanted, row);
        Waiting.Add(place);
        return (FoldFate.Needed, null);
    }
}
