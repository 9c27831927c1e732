using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Domain.Inference;

/// <summary>How far a row's forecast is trusted: 0.4 magnitude + 0.4 consistency + 0.2 feature, each from 0 to 1 and each made of rows and bars up to
/// this one.
/// <list type="bullet">
/// <item>magnitude: for expected returns the <see cref="Rank"/> of the forecast's size among those of the lookback; for probabilities |2p -
/// 1|.</item>
/// <item>consistency: <see cref="Consistency"/>, the agreement with the forecasts of the lookback and among the members.</item>
/// <item>feature: calm, 1 minus the <see cref="Rank"/> of the volatility among those of the lookback.</item>
/// </list>
/// Where there is no history yet, a rank or an agreement is 0.5: it speaks neither for nor against.</summary>
public static class Confidence
{
    public const double MagnitudeWeight = 0.4;
    public const double ConsistencyWeight = 0.4;
    public const double FeatureWeight = 0.2;

    /// <summary>What stands for a share of nothing.</summary>
    public const double Unknown = 0.5;

    public static double Of(double magnitude, double consistency, double feature) =>
        (MagnitudeWeight * magnitude) + (ConsistencyWeight * consistency) + (FeatureWeight * feature);

    /// <summary>Share of the history below the value, equal ones counted half; NaN in the history is not counted.</summary>
    public static double Rank(ReadOnlySpan<double> history, double value)
    {
        int known = 0;
        foreach (double past in history) known += double.IsNaN(past) ? 0 : 1;
        return Rank(history, value, known);
    }

    /// <param name="sameDirection">Forecasts of the lookback in the direction of this row's.</param>
    /// <param name="forecasts">Forecasts of the lookback.</param>
    /// <param name="sameVotes">Member forecasts of this row in its direction; a member with a return and a probability votes twice.</param>
    /// <param name="votes">Member forecasts of this row.</param>
    /// <returns>The mean of both shares; the first alone where a single vote agrees with itself.</returns>
    public static double Consistency(int sameDirection, int forecasts, int sameVotes, int votes)
    {
        double recent = forecasts == 0 ? Unknown : (double)sameDirection / forecasts;
        return votes < 2 ? recent : (recent + ((double)sameVotes / votes)) / 2;
    }

    /// <summary>For a caller that knows how many values of the history are not NaN.</summary>
    internal static double Rank(ReadOnlySpan<double> history, double value, int known)
    {
        if (known == 0) return Unknown;
        ref double first = ref MemoryMarshal.GetReference(history);
        Vector256<double> values = Vector256.Create(value);
        Vector256<long> counted = Vector256<long>.Zero;
        int i = 0;
        for (; i <= history.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            // A true lane is -1, and no comparison is true for NaN.
            Vector256<double> past = Vector256.LoadUnsafe(ref first, (nuint)i);
            counted -= Vector256.LessThan(past, values).AsInt64() + Vector256.LessThanOrEqual(past, values).AsInt64();
        }

        long twice = Vector256.Sum(counted);
        for (; i < history.Length; i++)
        {
            if (history[i] < value) twice++;
            if (history[i] <= value) twice++;
        }

        return twice / (2.0 * known);
    }
}
