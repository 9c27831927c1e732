using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Matrix products on 512-bit vectors: tiles of eight rows by thirty-two columns stay in registers, the right factor is packed into panels that stay in the cache.
/// An element of C depends on its row of A and its column of B only, to the bit: how rows are batched up changes nothing.</summary>
internal sealed unsafe class VectorProduct : IMatrixProduct
{
    private const int TileRows = 8;
    private const int TileColumns = 32;
    private const int Depth = 384;
    private const int PanelColumns = 512;
    private readonly FloatBuffer panels = new((long)Depth * PanelColumns);
    private readonly FloatBuffer edges = new(TileRows * TileColumns);

    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate)
    {
        float* panel = panels.Pointer;
        long stepDepth = transposeA ? lda : 1;
        long stepRow = transposeA ? 1 : lda;
        float* edge = edges.Pointer;
        for (int column = 0; column < n; column += PanelColumns)
        {
            int width = Math.Min(PanelColumns, n - column);
            for (int depth = 0; depth < k; depth += Depth)
            {
                int deep = Math.Min(Depth, k - depth);
                Pack(transposeB, width, deep, transposeB ? b + ((long)column * ldb) + depth : b + ((long)depth * ldb) + column, ldb, panel);
                bool add = accumulate || depth > 0;
                for (int row = 0; row < m; row += TileRows)
                {
                    int rows = Math.Min(TileRows, m - row);
                    float* left = a + (depth * stepDepth) + (row * stepRow);
                    for (int j = 0; j < width; j += TileColumns)
                    {
                        float* right = panel + ((long)j * deep);
                        float* target = c + ((long)row * ldc) + column + j;
                        int columns = Math.Min(TileColumns, width - j);
                        if (rows == TileRows && columns == TileColumns)
                        {
                            Tile(stepDepth, stepRow, deep, left, right, target, ldc, add);
                            continue;
                        }

                        if (rows == TileRows) Tile(stepDepth, stepRow, deep, left, right, edge, TileColumns, add: false);
                        else SmallTile(stepDepth, stepRow, rows, deep, left, right, edge);
                        Copy(edge, target, rows, columns, ldc, add);
                    }
                }
            }
        }
    }

    public void Dispose()
    {
        panels.Dispose();
        edges.Dispose();
    }

    /// <summary>Panels of thirty-two columns, depth by depth; missing columns are zeros.</summary>
    private static void Pack(bool transpose, int width, int deep, float* b, int ldb, float* panel)
    {
        for (int j = 0; j < width; j += TileColumns)
        {
            int columns = Math.Min(TileColumns, width - j);
            float* target = panel + ((long)j * deep);
            if (columns < TileColumns) new Span<float>(target, deep * TileColumns).Clear();
            if (transpose)
            {
                for (int column = 0; column < columns; column++)
                {
                    float* source = b + ((long)(j + column) * ldb);
                    float* line = target + column;
                    for (int d = 0; d < deep; d++) line[d * TileColumns] = source[d];
                }
            }
            else
            {
                for (int d = 0; d < deep; d++) new Span<float>(b + ((long)d * ldb) + j, columns).CopyTo(new Span<float>(target + (d * TileColumns), columns));
            }
        }
    }

    private static void Copy(float* edge, float* target, int rows, int columns, int ldc, bool add)
    {
        for (int row = 0; row < rows; row++)
        {
            float* line = target + ((long)row * ldc);
            float* source = edge + (row * TileColumns);
            for (int j = 0; j < columns; j++) line[j] = add ? line[j] + source[j] : source[j];
        }
    }

    /// <summary>The last rows, fewer than eight, into <paramref name="edge"/>: the same sums in the same order as <see cref="Tile"/>.</summary>
    private static void SmallTile(long stepDepth, long stepRow, int rows, int deep, float* left, float* right, float* edge)
    {
        for (int row = 0; row < rows; row++)
        {
            Vector512<float> low = Vector512<float>.Zero;
            Vector512<float> high = Vector512<float>.Zero;
            float* source = left + (row * stepRow);
            float* line = right;
            for (int d = 0; d < deep; d++, source += stepDepth, line += TileColumns)
            {
                Vector512<float> value = Vector512.Create(*source);
                low = Vector512.FusedMultiplyAdd(value, Vector512.Load(line), low);
                high = Vector512.FusedMultiplyAdd(value, Vector512.Load(line + LstmMath.Width), high);
            }

            Put(edge + (row * TileColumns), low, high, add: false);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(long stepDepth, long stepRow, int deep, float* left, float* right, float* target, int ldc, bool add)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<float> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        float* second = left + (4 * stepRow);
        long three = 3 * stepRow;
        long two = 2 * stepRow;
        for (int d = 0; d < deep; d++)
        {
            Vector512<float> low = Vector512.Load(right);
            Vector512<float> high = Vector512.Load(right + LstmMath.Width);
            Vector512<float> v = Vector512.Create(left[0]);
            a0 = Vector512.FusedMultiplyAdd(v, low, a0);
            a1 = Vector512.FusedMultiplyAdd(v, high, a1);
            v = Vector512.Create(left[stepRow]);
            b0 = Vector512.FusedMultiplyAdd(v, low, b0);
            b1 = Vector512.FusedMultiplyAdd(v, high, b1);
            v = Vector512.Create(left[two]);
            c0 = Vector512.FusedMultiplyAdd(v, low, c0);
            c1 = Vector512.FusedMultiplyAdd(v, high, c1);
            v = Vector512.Create(left[three]);
            d0 = Vector512.FusedMultiplyAdd(v, low, d0);
            d1 = Vector512.FusedMultiplyAdd(v, high, d1);
            v = Vector512.Create(second[0]);
            e0 = Vector512.FusedMultiplyAdd(v, low, e0);
            e1 = Vector512.FusedMultiplyAdd(v, high, e1);
            v = Vector512.Create(second[stepRow]);
            f0 = Vector512.FusedMultiplyAdd(v, low, f0);
            f1 = Vector512.FusedMultiplyAdd(v, high, f1);
            v = Vector512.Create(second[two]);
            g0 = Vector512.FusedMultiplyAdd(v, low, g0);
            g1 = Vector512.FusedMultiplyAdd(v, high, g1);
            v = Vector512.Create(second[three]);
            h0 = Vector512.FusedMultiplyAdd(v, low, h0);
            h1 = Vector512.FusedMultiplyAdd(v, high, h1);
            right += TileColumns;
            left += stepDepth;
            second += stepDepth;
        }

        Put(target, a0, a1, add);
        Put(target += ldc, b0, b1, add);
        Put(target += ldc, c0, c1, add);
        Put(target += ldc, d0, d1, add);
        Put(target += ldc, e0, e1, add);
        Put(target += ldc, f0, f1, add);
        Put(target += ldc, g0, g1, add);
        Put(target + ldc, h0, h1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* target, Vector512<float> low, Vector512<float> high, bool add)
    {
        if (add)
        {
            low += Vector512.Load(target);
            high += Vector512.Load(target + LstmMath.Width);
        }

        low.Store(target);
        high.Store(target + LstmMath.Width);
    }
}
