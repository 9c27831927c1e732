using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Folds every window of a column, each from its own values alone. Running sums would take one step a bar instead of one a bar of
/// the window, but they carry the rounding of the whole past: a value would depend on where the series starts, and a spike would stay in
/// the sums after it has left the window. So each window is folded anew, several windows in one vector; a window of a hundred bars takes
/// some ten nanoseconds. Products are never fused with sums, so every processor gives the same bits.</summary>
internal static class Window
{
    /// <summary>NaN where the window begins before the column does. <paramref name="output"/> must not overlap
    /// <paramref name="values"/>.</summary>
    public static void Fold<TFold>(ReadOnlySpan<double> values, ReadOnlySpan<double> references, int window, TFold fold, Span<double> output)
        where TFold : struct, IWindowFold
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        ArgumentOutOfRangeException.ThrowIfNotEqual(references.Length, values.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, values.Length);
        int first = Math.Min(window - 1, values.Length);
        output[..first].Fill(double.NaN);
        ref double value = ref MemoryMarshal.GetReference(values);
        ref double reference = ref MemoryMarshal.GetReference(references);
        ref double result = ref MemoryMarshal.GetReference(output);
        int width = Vector<double>.Count;
        int i = first;
        for (; i <= values.Length - (4 * width); i += 4 * width)
        {
            FoldFour(ref Unsafe.Add(ref value, i), ref Unsafe.Add(ref reference, i), window, fold, ref Unsafe.Add(ref result, i));
        }

        for (; i <= values.Length - width; i += width) FoldOne(ref Unsafe.Add(ref value, i), ref Unsafe.Add(ref reference, i), window, fold, ref Unsafe.Add(ref result, i));
        if (i < values.Length && values.Length - width >= first)
        {
            // The rest in one vector with some that are done already: each window is folded by itself, so they come out the same.
            i = values.Length - width;
            FoldOne(ref Unsafe.Add(ref value, i), ref Unsafe.Add(ref reference, i), window, fold, ref Unsafe.Add(ref result, i));
            return;
        }

        for (; i < values.Length; i++)
        {
            Vector<double> folded = fold.Start;
            Vector<double> newest = new(references[i]);
            for (int lag = 0; lag < window; lag++) folded = fold.Step(folded, new Vector<double>(values[i - lag]), newest, lag);
            output[i] = folded[0];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldOne<TFold>(ref double value, ref double reference, int window, TFold fold, ref double result)
        where TFold : struct, IWindowFold
    {
        Vector<double> folded = fold.Start;
        Vector<double> newest = Vector.LoadUnsafe(ref reference);
        for (int lag = 0; lag < window; lag++) folded = fold.Step(folded, Vector.LoadUnsafe(ref Unsafe.Subtract(ref value, lag)), newest, lag);
        folded.StoreUnsafe(ref result);
    }

    /// <summary>Four vectors at a time keep the additions of one from waiting for those of another. Optimised from the first call:
    /// unoptimised vector code would make the first matrix of a process several times slower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldFour<TFold>(ref double value, ref double reference, int window, TFold fold, ref double result)
        where TFold : struct, IWindowFold
    {
        int width = Vector<double>.Count;
        Vector<double> a = fold.Start;
        Vector<double> b = a;
        Vector<double> c = a;
        Vector<double> d = a;
        Vector<double> newestA = Vector.LoadUnsafe(ref reference);
        Vector<double> newestB = Vector.LoadUnsafe(ref Unsafe.Add(ref reference, width));
        Vector<double> newestC = Vector.LoadUnsafe(ref Unsafe.Add(ref reference, 2 * width));
        Vector<double> newestD = Vector.LoadUnsafe(ref Unsafe.Add(ref reference, 3 * width));
        for (int lag = 0; lag < window; lag++)
        {
            ref double lagged = ref Unsafe.Subtract(ref value, lag);
            a = fold.Step(a, Vector.LoadUnsafe(ref lagged), newestA, lag);
            b = fold.Step(b, Vector.LoadUnsafe(ref Unsafe.Add(ref lagged, width)), newestB, lag);
            c = fold.Step(c, Vector.LoadUnsafe(ref Unsafe.Add(ref lagged, 2 * width)), newestC, lag);
            d = fold.Step(d, Vector.LoadUnsafe(ref Unsafe.Add(ref lagged, 3 * width)), newestD, lag);
        }

        a.StoreUnsafe(ref result);
        b.StoreUnsafe(ref Unsafe.Add(ref result, width));
        c.StoreUnsafe(ref Unsafe.Add(ref result, 2 * width));
        d.StoreUnsafe(ref Unsafe.Add(ref result, 3 * width));
    }
}
