namespace ServerlessTraining.Domain.Grids;

/// <summary>What a grid and a configuration may ask for.</summary>
public static class GridLimits
{
    public const int MaxConfigurations = 100_000;
    /// <summary>Of one model: their choices are multiplied, and the product is told exactly.</summary>
    public const int MaxHyperParameters = 100;
    public const int MinDays = 1;
    public const int MaxDays = 3650;
    public const int MinHorizon = 1;
    public const int MaxHorizon = 1000;
}
