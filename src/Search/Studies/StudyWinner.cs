using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Studies;

/// <summary>The point with the least sum of mean loss and spread over its seeds: for a metric that should be high, the highest mean minus spread.</summary>
/// <param name="Spread">The standard deviation over seeds; 0 for one.</param>
/// <param name="MedianSeed">The seed whose loss is the median; the lower loss of the two in the middle.</param>
/// <param name="Seeds">The winner's, in the order of their trials.</param>
/// <param name="Finalists">All that were compared, the winner first.</param>
public sealed record StudyWinner(
    SearchPoint Point,
    double MeanLoss,
    double Spread,
    ulong MedianSeed,
    IReadOnlyList<SeedLoss> Seeds,
    IReadOnlyList<StudyFinalist> Finalists);
