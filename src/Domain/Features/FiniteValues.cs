using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessTraining.Domain.Features;

internal static class FiniteValues
{
    /// <summary>Whether no value is NaN or infinite: x * 0 is 0 for a finite x and NaN for every other, and one NaN makes the sum
    /// NaN.</summary>
    public static bool All(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> sum = Vector<double>.Zero;
        foreach (Vector<double> vector in vectors) sum += vector * Vector<double>.Zero;
        double total = Vector.Sum(sum);
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..]) total += value * 0;
        return total == 0;
    }
}
