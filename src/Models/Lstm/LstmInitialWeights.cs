using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Where training begins: uniform in [-1 / sqrt(hidden), 1 / sqrt(hidden)) for everything, as in PyTorch's nn.LSTM and nn.Linear.</summary>
internal static class LstmInitialWeights
{
    public static void Fill(LstmShape shape, SeededRandom random, Span<float> weights)
    {
        double bound = 1 / Math.Sqrt(shape.Hidden);
        foreach (ref float weight in weights[..shape.Weights]) weight = (float)(((2 * random.NextDouble()) - 1) * bound);
    }
}
