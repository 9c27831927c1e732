using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>What is left of the trainings of a run.</summary>
/// <param name="Models">With the outcomes that were found.</param>
/// <param name="Found">By the key of the fold, the ones that are whole.</param>
/// <param name="Missing">Those that are not.</param>
/// <param name="Failures">Folds that failed for good, in words.</param>
internal sealed record FoundFolds(IReadOnlyList<RunModel> Models, IReadOnlyDictionary<string, FoundFold> Found, IReadOnlyList<RunFold> Missing, IReadOnlyList<string> Failures);
