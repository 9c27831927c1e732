using System.Runtime.InteropServices;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

/// <summary>Every feature system with every encoder that touches it, on bars of three lengths.</summary>
internal static class FeatureCases
{
    public static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.D1];

    public static TheoryData<string, string, string> All { get; } = new(
        from system in FeatureSystems.All
        from encoder in FeatureEncoders.All
        from timeframe in Timeframes
        where encoder == FeatureEncoders.TimeDelta || system.Name.StartsWith("poc", StringComparison.Ordinal)
        select new TheoryDataRow<string, string, string>(system.Name, encoder.Name, timeframe.Name));

    public static FeatureOptions Options(string encoder) => new() { Encoder = FeatureEncoders.Parse(encoder) };

    /// <summary>Equal to the last bit, warm-up included.</summary>
    public static void AssertSame(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, FeatureMatrix matrix)
    {
        ReadOnlySpan<long> left = MemoryMarshal.Cast<double, long>(expected);
        ReadOnlySpan<long> right = MemoryMarshal.Cast<double, long>(actual);
        Assert.Equal(left.Length, right.Length);
        int same = left.CommonPrefixLength(right);
        if (same == left.Length) return;
        Assert.Fail($"Feature {matrix.Names[same % matrix.ColumnCount]} of row {same / matrix.ColumnCount} differs: {expected[same]:R} and {actual[same]:R}.");
    }
}
