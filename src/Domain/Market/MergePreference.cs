namespace ServerlessTraining.Domain.Market;

/// <summary>Whose bar stands where two sources give the same time different values.</summary>
public enum MergePreference
{
    /// <summary>The bar that was there.</summary>
    Old,

    /// <summary>The bar that came in.</summary>
    New,
}
