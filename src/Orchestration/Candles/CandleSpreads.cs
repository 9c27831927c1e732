namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Figures of several tests as their spread, each figure by itself.</summary>
internal static class CandleSpreads
{
    /// <summary>A figure that none of them has is left out.</summary>
    public static Dictionary<string, CandleSpread> Of(IEnumerable<IReadOnlyDictionary<string, double?>> tests) => tests
        .SelectMany(test => test)
        .Where(figure => figure.Value is not null)
        .GroupBy(figure => figure.Key, figure => figure.Value!.Value)
        .ToDictionary(figure => figure.Key, figure => Of([.. figure]));

    private static CandleSpread Of(double[] values)
    {
        double mean = values.Average();
        double? deviation = values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        return new CandleSpread(values.Length, mean, deviation, values.Min(), values.Max());
    }
}
