namespace ServerlessTraining.Domain.Grids;

/// <summary>A grid in one line, before anything is started: `2 models x 2 symbols x 1 timeframe x 2 days x 2 horizons = 16, 3 already trained, 13 to train`.</summary>
public static class GridPreview
{
    /// <summary>A grid that trains everything again says nothing of what is trained already: nobody asked.</summary>
    public static string Text(GridExpansion expansion)
    {
        ArgumentNullException.ThrowIfNull(expansion);
        string duplicates = expansion.Duplicates > 0 ? $", {GridFactors.Count(expansion.Duplicates, "duplicate")}" : "";
        string trained = expansion.Grid.SkipAlreadyTrained ? $", {expansion.AlreadyTrained.Count} already trained" : "";
        return $"{GridFactors.Text(expansion.Grid)} = {expansion.Combinations}{duplicates}{trained}, {expansion.ToTrain.Count} to train";
    }
}
