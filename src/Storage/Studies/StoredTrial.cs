using System.Text.Json;

namespace ServerlessTraining.Storage.Studies;

/// <summary>A trial of a study, as stored.</summary>
/// <param name="Number">From 0, without gaps.</param>
/// <param name="Phase">1 to 4.</param>
/// <param name="Generation">From 1, over the whole study.</param>
/// <param name="Seed">Of the training, 0 to 2147483647.</param>
/// <param name="HyperParameters">The point that is tried.</param>
public sealed record StoredTrial(int Number, int Phase, int Generation, long Seed, JsonElement HyperParameters)
{
    public StoredTrialState State { get; init; }

    /// <summary>By fold, as far as it came.</summary>
    public IReadOnlyList<StoredTrialStep> Steps { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }
}
