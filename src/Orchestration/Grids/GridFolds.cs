using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>How the data of a configuration of a grid are divided.</summary>
internal static class GridFolds
{
    /// <summary>`cpcv` trains on every group that is not tested, whatever the days.</summary>
    public static FoldOptions Of(FoldMode mode, IReadOnlyList<int> gridHorizons, TrainingConfiguration configuration) => new()
    {
        Mode = mode,
        Horizons = [.. gridHorizons.Append(GridLimits.MinHorizon).Distinct().Order()],
        Days = mode == FoldMode.Cpcv ? null : configuration.Days,
    };
}
