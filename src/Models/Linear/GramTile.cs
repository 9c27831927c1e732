using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Linear;

/// <summary>The innermost sums of a symmetric product: eight columns times eight columns over some rows, held in registers.</summary>
internal static unsafe class GramTile
{
    public const int Size = 8;

    // Called for each block of rows: waiting for the tiers would make the first second of fits three times as long.
    /// <summary>Adds Z[:, i..i+8]' Z[:, j..j+8] to the tile at (i, j) of <paramref name="products"/>; both have <paramref name="stride"/> columns.</summary>
    public static void Add(double* z, int rows, int stride, int i, int j, double* products)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add512(z, rows, stride, i, j, products);
            return;
        }

        // Sixteen registers of four hold half a tile.
        Add256(z, rows, stride, i, j, products);
        Add256(z, rows, stride, i + 4, j, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add512(double* z, int rows, int stride, int i, int j, double* products)
    {
        double* tile = products + ((nint)i * stride) + j;
        Vector512<double> c0 = Vector512.Load(tile);
        Vector512<double> c1 = Vector512.Load(tile + stride);
        Vector512<double> c2 = Vector512.Load(tile + (2 * stride));
        Vector512<double> c3 = Vector512.Load(tile + (3 * stride));
        Vector512<double> c4 = Vector512.Load(tile + (4 * stride));
        Vector512<double> c5 = Vector512.Load(tile + (5 * stride));
        Vector512<double> c6 = Vector512.Load(tile + (6 * stride));
        Vector512<double> c7 = Vector512.Load(tile + (7 * stride));
        double* a = z + i;
        double* b = z + j;
        for (int row = 0; row < rows; row++, a += stride, b += stride)
        {
            Vector512<double> right = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), right, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), right, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), right, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), right, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), right, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), right, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[6]), right, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[7]), right, c7);
        }

        c0.Store(tile);
        c1.Store(tile + stride);
        c2.Store(tile + (2 * stride));
        c3.Store(tile + (3 * stride));
        c4.Store(tile + (4 * stride));
        c5.Store(tile + (5 * stride));
        c6.Store(tile + (6 * stride));
        c7.Store(tile + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add256(double* z, int rows, int stride, int i, int j, double* products)
    {
        double* tile = products + ((nint)i * stride) + j;
        Vector256<double> c00 = Vector256.Load(tile);
        Vector256<double> c01 = Vector256.Load(tile + 4);
        Vector256<double> c10 = Vector256.Load(tile + stride);
        Vector256<double> c11 = Vector256.Load(tile + stride + 4);
        Vector256<double> c20 = Vector256.Load(tile + (2 * stride));
        Vector256<double> c21 = Vector256.Load(tile + (2 * stride) + 4);
        Vector256<double> c30 = Vector256.Load(tile + (3 * stride));
        Vector256<double> c31 = Vector256.Load(tile + (3 * stride) + 4);
        double* a = z + i;
        double* b = z + j;
        for (int row = 0; row < rows; row++, a += stride, b += stride)
        {
            Vector256<double> left = Vector256.Load(b);
            Vector256<double> right = Vector256.Load(b + 4);
            Vector256<double> factor = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(factor, left, c00);
            c01 = Vector256.FusedMultiplyAdd(factor, right, c01);
            factor = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(factor, left, c10);
            c11 = Vector256.FusedMultiplyAdd(factor, right, c11);
            factor = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(factor, left, c20);
            c21 = Vector256.FusedMultiplyAdd(factor, right, c21);
            factor = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(factor, left, c30);
            c31 = Vector256.FusedMultiplyAdd(factor, right, c31);
        }

        c00.Store(tile);
        c01.Store(tile + 4);
        c10.Store(tile + stride);
        c11.Store(tile + stride + 4);
        c20.Store(tile + (2 * stride));
        c21.Store(tile + (2 * stride) + 4);
        c30.Store(tile + (3 * stride));
        c31.Store(tile + (3 * stride) + 4);
    }
}
