namespace ServerlessTraining.Models.Linear;

internal static class DesignSums
{
    /// <summary>The number of rows where they are not weighted.</summary>
    public static double TotalWeight(this DesignMatrix design) => design.Weights is { } weights ? VectorMath.Sum(weights) : design.Rows;

    public static double LabelSum(this DesignMatrix design) => design.Weights is { } weights ? VectorMath.Dot(weights, design.Labels) : VectorMath.Sum(design.Labels);
}
