namespace ServerlessTraining.Domain.Metrics;

/// <summary>The predictions above <paramref name="Lower"/> and up to <paramref name="Upper"/> (0 belongs to the first bin), and what came of them.</summary>
public readonly record struct ReliabilityBin(double Lower, double Upper, int Count, double MeanPredicted, double PositiveRate);
