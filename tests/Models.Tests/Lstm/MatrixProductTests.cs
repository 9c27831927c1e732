using System.Runtime.Intrinsics;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Tests.Lstm;

public sealed unsafe class MatrixProductTests
{
    private static readonly (int M, int N, int K)[] Shapes =
    [
        (1, 1, 1), (1, 33, 2), (7, 31, 5), (8, 32, 16), (9, 33, 17), (13, 64, 3), (16, 48, 64), (23, 1, 40), (8, 513, 9), (17, 520, 385),
        (5, 40, 769), (64, 16, 100), (40, 32, 384),
    ];

    [Theory]
    [InlineData("vector")]
    [InlineData("blas")]
    public void Multiply_ManyShapes_EqualsThreeLoops(string name)
    {
        using IMatrixProduct product = Find(name).Create();
        SeededRandom random = new(5);
        foreach ((int m, int n, int k) in Shapes)
        {
            foreach (int flags in Enumerable.Range(0, 8)) Check(product, (flags & 1) > 0, (flags & 2) > 0, m, n, k, (flags & 4) > 0, random);
        }
    }

    [Fact]
    public void Multiply_Vector_RowsAloneHaveTheBitsOfRowsTogether()
    {
        using IMatrixProduct product = MatrixProducts.Vector.Create();
        const int Rows = 21;
        const int Columns = 70;
        const int Depth = 400;
        using FloatBuffer a = Filled(Rows * Depth, new SeededRandom(1));
        using FloatBuffer b = Filled(Depth * Columns, new SeededRandom(2));
        using FloatBuffer together = new(Rows * Columns);
        using FloatBuffer alone = new(Rows * Columns);

        product.Multiply(false, false, Rows, Columns, Depth, a.Pointer, Depth, b.Pointer, Columns, together.Pointer, Columns, accumulate: false);
        for (int row = 0; row < Rows; row++)
        {
            product.Multiply(false, false, 1, Columns, Depth, a.Pointer + (row * Depth), Depth, b.Pointer, Columns, alone.Pointer + (row * Columns), Columns, accumulate: false);
        }

        Assert.Equal(together.Span.ToArray(), alone.Span.ToArray());
    }

    [Fact]
    public void Best_WideVectors_TakesTheOwnKernelAndTheBlasOtherwise()
    {
        NativeLibraryOptions natives = new() { ManifestPath = Testing.Repository.PathOf(".native", "manifest.json") };

        Assert.Equal(Vector512.IsHardwareAccelerated || LstmProblem.Blas() is null ? "vector" : "blas", MatrixProducts.Best(natives).Name);
    }

    [Fact]
    public void Best_NoLibraries_TakesTheOwnKernel() => Assert.Equal("vector", MatrixProducts.Best(new NativeLibraryOptions()).Name);

    private static MatrixProducts Find(string name)
    {
        if (name == "vector") return MatrixProducts.Vector;
        MatrixProducts? blas = LstmProblem.Blas();
        Assert.SkipWhen(blas is null, "This machine has no BLAS.");
        return blas!;
    }

    private static void Check(IMatrixProduct product, bool transposeA, bool transposeB, int m, int n, int k, bool accumulate, SeededRandom random)
    {
        // Rows longer than needed: strides must be kept, and what lies between must stay.
        int lda = (transposeA ? m : k) + 3;
        int ldb = (transposeB ? k : n) + 1;
        int ldc = n + 2;
        using FloatBuffer a = Filled(lda * (transposeA ? k : m), random);
        using FloatBuffer b = Filled(ldb * (transposeB ? n : k), random);
        using FloatBuffer c = Filled(ldc * m, random);
        float[] before = c.Span.ToArray();

        product.Multiply(transposeA, transposeB, m, n, k, a.Pointer, lda, b.Pointer, ldb, c.Pointer, ldc, accumulate);

        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < ldc; j++)
            {
                double expected = j >= n || accumulate ? before[(i * ldc) + j] : 0;
                for (int d = 0; d < k && j < n; d++)
                {
                    expected += (double)a.Pointer[transposeA ? (d * lda) + i : (i * lda) + d] * b.Pointer[transposeB ? (j * ldb) + d : (d * ldb) + j];
                }

                float found = c.Pointer[(i * ldc) + j];
                Assert.True(Math.Abs(found - expected) <= 1e-5 * Math.Sqrt(k), $"{m} x {n} x {k}, {transposeA} {transposeB} {accumulate}: [{i}, {j}] is {found}, not {expected}");
            }
        }
    }

    private static FloatBuffer Filled(int length, SeededRandom random)
    {
        FloatBuffer buffer = new(length);
        foreach (ref float value in buffer.Span) value = (float)((2 * random.NextDouble()) - 1);
        return buffer;
    }
}
