using System.Numerics;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The dimensions of a grid as a product, in the order of the expansion: `2 models x 2 symbols x 1 timeframe`.</summary>
internal static class GridFactors
{
    /// <summary>What every grid must name is always shown; the rest where there is a choice.</summary>
    public static string Text(TrainingGrid grid)
    {
        IEnumerable<string> named = Models(grid.Models).Concat(
        [
            Count(grid.Symbols.Count, "symbol"), Count(grid.Timeframes.Count, "timeframe"), Count(grid.Days.Count, "day"), Count(grid.Horizons.Count, "horizon"),
        ]);
        IEnumerable<string> optional =
            from factor in new (int Count, string Name)[]
            {
                (grid.Encoders.Count, "encoder"), (grid.FeatureSystems.Count, "feature system"), (grid.IndicatorTimeframes?.Count ?? 1, "set of indicator timeframes"),
            }
            where factor.Count > 1
            select Count(factor.Count, factor.Name);
        return string.Join(" x ", named.Concat(optional));
    }

    public static string Count(BigInteger count, string noun)
    {
        if (count.IsOne) return $"1 {noun}";
        return noun.StartsWith("set of ", StringComparison.Ordinal) ? $"{count} sets of {noun["set of ".Length..]}" : $"{count} {noun}s";
    }

    /// <summary>Models with different numbers of hyper-parameter choices make no product; they are counted together.</summary>
    private static IEnumerable<string> Models(IReadOnlyList<GridModel> models)
    {
        BigInteger[] choices = [.. models.Select(model => model.VariantCount).Distinct()];
        string count = Count(models.Count, "model");
        if (choices.Length > 1) return [$"{models.Aggregate(BigInteger.Zero, (sum, model) => sum + model.VariantCount)} variants of {count}"];
        return choices[0].IsOne ? [count] : [count, Count(choices[0], "hyper-parameter choice")];
    }
}
