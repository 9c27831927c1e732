namespace ServerlessTraining.Domain.Candles;

/// <summary>Params drawn at random from their ranges, the learning rate evenly in its logarithm. The same seed draws the same ones.</summary>
public sealed class CandleDraws(int seed)
{
    // Its own stream: what else a run draws from its seed says nothing here.
    private readonly SeededRandom random = new SeededRandom((ulong)seed).Fork(1);

    public CandleParams Next() => new()
    {
        LearningRate = Math.Round(
            CandleParams.LeastLearningRate * Math.Pow(CandleParams.MostLearningRate / CandleParams.LeastLearningRate, random.NextDouble()), 4),
        NumLeaves = Between(CandleParams.LeastLeaves, CandleParams.MostLeaves),
        MaxDepth = Between(CandleParams.LeastDepth, CandleParams.MostDepth),
        MinChildSamples = Between(CandleParams.LeastChildSamples, CandleParams.MostChildSamples),
    };

    private int Between(int least, int most) => least + random.Next(most - least + 1);
}
