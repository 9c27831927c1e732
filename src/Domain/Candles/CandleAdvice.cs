namespace ServerlessTraining.Domain.Candles;

/// <summary>Start params from past runs on like markets: the mean of the nearest ones' params, each weighted by how near its market is and by how far its test was above
/// chance.</summary>
/// <param name="Proposed">Null where nothing can be proposed, for <paramref name="Reason"/>.</param>
/// <param name="Runs">That the proposal is made of, or that there are where nothing is proposed.</param>
/// <param name="Expected">The mean score of the runs whose params were nearest to the proposed ones.</param>
/// <param name="OwnExpected">The same of the own ones.</param>
public sealed record CandleAdvice(CandleParams? Proposed, int Runs, double? Expected, double? OwnExpected, string Reason)
{
    /// <summary>Fewer runs propose nothing.</summary>
    public const int FewestRuns = 5;

    private const int MostRuns = 15;
    private const int RunsLikeThem = 3;
    private const double Chance = 0.5;

    public static CandleAdvice Of(CandleMarket market, CandleParams own, IReadOnlyList<CandleExperience> past)
    {
        ArgumentNullException.ThrowIfNull(past);
        if (past.Count < FewestRuns)
        {
            string few = $"There are {past.Count} completed runs whose tests were over by then; {FewestRuns} are needed before anything is proposed.";
            return new CandleAdvice(null, past.Count, null, null, few);
        }

        CandleExperience[] nearest = [.. past.OrderBy(one => one.Market.DistanceTo(market)).Take(MostRuns)];
        double ownExpected = Expect(own);
        double[] weights = [.. nearest.Select(one => Math.Max(0, one.Score - Chance) / (1 + one.Market.DistanceTo(market)))];
        double total = weights.Sum();
        if (total <= 0)
        {
            return new CandleAdvice(null, nearest.Length, null, ownExpected, $"None of the {nearest.Length} runs on the most like markets did better than chance on its test.");
        }

        CandleParams proposed = new()
        {
            LearningRate = Math.Clamp(Math.Round(Math.Exp(Mean(one => Math.Log(one.LearningRate))), 4), CandleParams.LeastLearningRate, CandleParams.MostLearningRate),
            NumLeaves = Whole(one => one.NumLeaves),
            MaxDepth = Whole(one => one.MaxDepth),
            MinChildSamples = Whole(one => one.MinChildSamples),
        };
        return new CandleAdvice(
            proposed, nearest.Length, Expect(proposed), ownExpected,
            $"From {nearest.Length} of {past.Count} completed runs, those on the most like markets. They are weighted by their tests, so a new test will do worse as a rule.");

        // Both are judged alike: a mean weighted by scores would flatter whatever is proposed.
        double Expect(CandleParams chosen) => nearest.OrderBy(one => Distance(one.Params, chosen)).Take(RunsLikeThem).Average(one => one.Score);

        double Mean(Func<CandleParams, double> value) => nearest.Zip(weights, (one, weight) => value(one.Params) * weight).Sum() / total;

        int Whole(Func<CandleParams, double> value) => (int)Math.Round(Mean(value), MidpointRounding.AwayFromZero);
    }

    /// <summary>In parts of each range.</summary>
    private static double Distance(CandleParams one, CandleParams other) =>
        (Math.Abs(Math.Log(one.LearningRate / other.LearningRate)) / Math.Log(CandleParams.MostLearningRate / CandleParams.LeastLearningRate))
        + (Math.Abs(one.NumLeaves - other.NumLeaves) / (double)(CandleParams.MostLeaves - CandleParams.LeastLeaves))
        + (Math.Abs(one.MaxDepth - other.MaxDepth) / (double)(CandleParams.MostDepth - CandleParams.LeastDepth))
        + (Math.Abs(one.MinChildSamples - other.MinChildSamples) / (double)(CandleParams.MostChildSamples - CandleParams.LeastChildSamples));
}
