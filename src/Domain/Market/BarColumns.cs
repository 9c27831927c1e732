namespace ServerlessTraining.Domain.Market;

/// <summary>One array a field, all of one length. Whoever passes it to a series does not write to it afterwards.</summary>
public sealed record BarColumns(long[] Ticks, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume);
