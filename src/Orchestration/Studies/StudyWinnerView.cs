using System.Text.Json;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The point that a study found best: mean less spread over its seeds, where more of the objective is better, or mean and spread, where less is.</summary>
/// <param name="Value">The mean of the objective over the seeds.</param>
/// <param name="Spread">Its standard deviation over the seeds; 0 for one.</param>
/// <param name="MedianSeed">The seed whose value is the median.</param>
/// <param name="Finalists">All points that were compared with several seeds, the winner first.</param>
public sealed record StudyWinnerView(
    JsonElement HyperParameters, double Value, double Spread, ulong MedianSeed, IReadOnlyList<StudySeedValue> Seeds, IReadOnlyList<StudyFinalistView> Finalists);
