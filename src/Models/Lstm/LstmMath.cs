using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Sigmoid and hyperbolic tangent of sixteen floats at once, to about 2e-7 absolute.</summary>
internal static class LstmMath
{
    public const int Width = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> twice = Vector512<float>.One / (Vector512<float>.One + Exp(x * -2f));
        return (twice + twice) - Vector512<float>.One;
    }

    /// <summary>e^x by 2^n e^r with |r| below ln(2)/2 and a polynomial for e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        const float Log2E = 1.44269504f;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        const int ExponentBias = 127;
        const int MantissaBits = 23;

        // Where one is NaN the second comes out: weights that went astray must stay seen.
        x = Vector512.MinNative(Vector512.Create(87f), Vector512.MaxNative(Vector512.Create(-87f), x));
        Vector512<float> n = Vector512.Round(x * Log2E);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        Vector512<float> p = Vector512.Create(1f / 720);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        Vector512<int> scale = (Vector512.ConvertToInt32Native(n) + Vector512.Create(ExponentBias)) << MantissaBits;
        return p * scale.AsSingle();
    }
}
