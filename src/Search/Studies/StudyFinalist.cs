using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Studies;

/// <summary>A point of the last comparison.</summary>
/// <param name="SearchLoss">What it lost in the phases before, with their one seed.</param>
/// <param name="MeanLoss">Over the seeds that were measured; NaN where none was.</param>
/// <param name="Spread">The standard deviation over the seeds; 0 for one, NaN for none.</param>
/// <param name="Failed">How many of its seeds could not be measured.</param>
/// <param name="Seeds">Those that were measured, in the order of their trials.</param>
public sealed record StudyFinalist(SearchPoint Point, double SearchLoss, double MeanLoss, double Spread, int Failed, IReadOnlyList<SeedLoss> Seeds);
