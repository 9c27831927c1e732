using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Studies;

/// <summary>A trial to be made.</summary>
/// <param name="Number">From 0, without gaps over the whole study.</param>
/// <param name="Generation">From 1, over the whole study.</param>
/// <param name="Seed">Of the training: 0 to 2147483647.</param>
public sealed record TrialProposal(int Number, StudyPhase Phase, int Generation, SearchPoint Point, ulong Seed);
