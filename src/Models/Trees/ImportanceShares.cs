namespace ServerlessTraining.Models.Trees;

internal static class ImportanceShares
{
    /// <param name="target">What was learned.</param>
    /// <param name="names">The features.</param>
    /// <param name="gains">What the splits on each feature gained altogether.</param>
    public static IReadOnlyList<FeatureImportance> Of(Target target, IReadOnlyList<string> names, double[] gains)
    {
        double total = gains.Sum();
        return [.. names.Select((name, index) => new FeatureImportance(target, name, total > 0 ? gains[index] / total : 0))];
    }
}
