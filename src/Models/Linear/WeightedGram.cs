using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Linear;

/// <summary>In one pass over rows x, with v = x - shift: the products sum(r^2 v v'), the sums sum(r^2 v) and the linear sums sum(t v). A block of rows is packed once,
/// shifted and multiplied by its roots r, and then read from the nearest cache by every tile.</summary>
internal sealed unsafe class WeightedGram
{
    private const int Alignment = 64;

    // 24 KB: the packed block stays in the first-level cache.
    private const int BlockValues = 3072;

    private readonly int columns;
    private readonly int stride;
    private readonly int blockRows;
    private readonly double[] block;
    private readonly double[] products;

    public WeightedGram(double[] shift)
    {
        Shift = shift;
        columns = shift.Length;
        stride = (columns + GramTile.Size - 1) / GramTile.Size * GramTile.Size;
        blockRows = Math.Clamp(BlockValues / stride, 8, 256);
        block = new double[(blockRows * stride) + (Alignment / sizeof(double))];
        products = new double[stride * stride];
        Sums = new double[columns];
        LinearSums = new double[columns];
    }

    /// <summary>Near the mean of each column, so that little is lost when the product of the means is taken off.</summary>
    public double[] Shift { get; }

    public double[] Sums { get; }

    public double[] LinearSums { get; }

    /// <summary>For j at or above i; the lower half is not filled.</summary>
    public double Product(int i, int j) => products[(i * stride) + j];

    /// <param name="values">Row by row.</param>
    /// <param name="roots">Of the weights; empty where all are 1.</param>
    /// <param name="linear">The t, one a row.</param>
    public void Compute(ReadOnlySpan<double> values, ReadOnlySpan<double> roots, ReadOnlySpan<double> linear)
    {
        int rows = linear.Length;
        bool fits = values.Length == rows * columns && (roots.IsEmpty || roots.Length == rows);
        if (!fits) throw new ArgumentException("Values, roots and linear terms have different rows.", nameof(values));
        Array.Clear(products);
        Array.Clear(Sums);
        Array.Clear(LinearSums);
        fixed (double* x = values, r = roots, t = linear, buffer = block, c = products)
        {
            double* z = (double*)(((nuint)buffer + Alignment - 1) & ~(nuint)(Alignment - 1));
            for (int row = 0; row < rows; row += blockRows)
            {
                int count = Math.Min(blockRows, rows - row);
                Pack(x + ((nint)row * columns), r is null ? null : r + row, t + row, count, z);
                for (int i = 0; i < stride; i += GramTile.Size)
                {
                    for (int j = i; j < stride; j += GramTile.Size) GramTile.Add(z, count, stride, i, j, c);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(double* x, double* roots, double* linear, int rows, double* z)
    {
        fixed (double* shift = Shift, sums = Sums, linearSums = LinearSums)
        {
            for (int row = 0; row < rows; row++, x += columns, z += stride)
            {
                double root = roots is null ? 1 : roots[row];
                Vector256<double> rootVector = Vector256.Create(root);
                Vector256<double> linearVector = Vector256.Create(linear[row]);
                int j = 0;
                for (; j <= columns - 4; j += 4)
                {
                    Vector256<double> v = Vector256.Load(x + j) - Vector256.Load(shift + j);
                    Vector256<double> rooted = v * rootVector;
                    rooted.Store(z + j);
                    Vector256.FusedMultiplyAdd(rooted, rootVector, Vector256.Load(sums + j)).Store(sums + j);
                    Vector256.FusedMultiplyAdd(v, linearVector, Vector256.Load(linearSums + j)).Store(linearSums + j);
                }

                for (; j < columns; j++)
                {
                    double v = x[j] - shift[j];
                    z[j] = v * root;
                    sums[j] = Math.FusedMultiplyAdd(z[j], root, sums[j]);
                    linearSums[j] = Math.FusedMultiplyAdd(v, linear[row], linearSums[j]);
                }

                for (; j < stride; j++) z[j] = 0;
            }
        }
    }
}
