namespace ServerlessTraining.Domain.Candles;

/// <summary>The options of LightGBM that a training from a candle lets choose; named as the API names them.</summary>
public sealed record CandleParams
{
    public const double LeastLearningRate = 0.01;
    public const double MostLearningRate = 0.2;
    public const int LeastLeaves = 15;
    public const int MostLeaves = 63;
    public const int LeastDepth = 3;
    public const int MostDepth = 12;
    public const int LeastChildSamples = 10;
    public const int MostChildSamples = 50;

    /// <summary>Share of a tree's forecast that is taken, 0.01 to 0.2.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Leaves of a tree at most, 15 to 63.</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>Levels of a tree at most, 3 to 12.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>Rows in a leaf at least, 10 to 50.</summary>
    public int MinChildSamples { get; init; } = 20;
}
