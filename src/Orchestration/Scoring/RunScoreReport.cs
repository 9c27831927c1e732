using System.Text.Json.Serialization;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>How scoring a run ended.</summary>
/// <param name="Missing">Folds whose result or files are gone, by ascending horizon and number: they must be trained again, then the run scored. Nothing was written. Empty
/// otherwise.</param>
/// <param name="Failure">Why the run cannot be scored at all; it is stored as failed, with this as its error. Null otherwise.</param>
public sealed record RunScoreReport(IReadOnlyList<RunFold> Missing, string? Failure)
{
    /// <summary>The run has its score.</summary>
    [JsonIgnore]
    public bool IsScored => Missing.Count == 0 && Failure is null;
}
