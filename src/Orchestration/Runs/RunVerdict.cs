using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>What keep-or-delete made of a run.</summary>
/// <param name="Board">On which it was decided.</param>
/// <param name="LogLine">What became of the model, in one line.</param>
/// <param name="Outcomes">One for each regime, with deflated probabilities.</param>
public sealed record RunVerdict(string Board, string LogLine, IReadOnlyList<RegimeOutcome> Outcomes)
{
    /// <summary>Where the model was deleted, then or later: who beat it, where, by how much, and the recipe.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>When its files were deleted; null while they are there.</summary>
    public DateTimeOffset? FilesDeleted { get; init; }

    /// <summary>When a deleted model was trained again.</summary>
    public DateTimeOffset? Restored { get; init; }

    /// <summary>When the files were deleted and why, as a part of a sentence; null while they are there.</summary>
    internal string? Deletion()
    {
        if (FilesDeleted is not { } at) return null;
        string why = Tombstone is { DeletedBy: { } by } gone && by != gone.Run.RunId ? $"run {by} took its last regime" : LogLine;
        return $"deleted at {TimeInterval.SecondText(at)} ({why})";
    }
}
