using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

internal static class RandomRules
{
    /// <summary>Draws until the bounds can hold together.</summary>
    public static RegimeCondition Condition(SeededRandom random, RegimeMeasure measure)
    {
        while (true)
        {
            RegimeBound[] bounds = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Bound(random, measure))];
            try
            {
                return new RegimeCondition(measure, bounds);
            }
            catch (ServerlessTrainingException)
            {
                // Contradictory; drawn again.
            }
        }
    }

    public static RegimeRuleSet Set(SeededRandom random, int count) => new(Enumerable.Range(0, count).Select(i => new RegimeRule(
        $"regime_{i}",
        10 * (i + 1),
        RegimeMeasure.All.Where(_ => random.Next(3) == 0).DefaultIfEmpty(RegimeMeasure.Returns).Select(measure => Condition(random, measure)),
        enabled: random.Next(5) > 0)));

    private static RegimeBound Bound(SeededRandom random, RegimeMeasure measure) => new((ComparisonOperator)random.Next(4), random.Next(3) switch
    {
        0 => RegimeThreshold.Number(Number(random, measure)),
        1 => RegimeThreshold.Percentile(random.Next(3) == 0 ? Math.Round(100 * random.NextDouble(), 1) : random.Next(101)),
        _ => RegimeThreshold.Average(random.Next(2) == 0 ? 1 + random.Next(3) : 0.1 + random.NextDouble()),
    });

    /// <summary>Of the size that the measure has on <see cref="TestMarket.Moody"/>.</summary>
    private static double Number(SeededRandom random, RegimeMeasure measure) => measure.Name switch
    {
        "trend_strength" => Math.Round(random.NextDouble(), 2),
        "returns" => 0.05 * random.NextGaussian(),
        "volatility" => 0.005 * Math.Exp(random.NextGaussian()),
        "volume" => random.Next(300),
        _ => 0.1 * random.NextDouble(),
    };
}
