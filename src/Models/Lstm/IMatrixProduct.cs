namespace ServerlessTraining.Models.Lstm;

/// <summary>C = A B (+ C when accumulating), row-major, either factor transposed. An instance serves one thread at a time and may hold scratch memory: the network is split
/// by rows of the batch above it.</summary>
internal unsafe interface IMatrixProduct : IDisposable
{
    /// <param name="transposeA">A lies as [k x m] instead of [m x k].</param>
    /// <param name="transposeB">B lies as [n x k] instead of [k x n].</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">The dimension that is summed over.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="lda">Elements from one row of A, as it lies, to the next.</param>
    /// <param name="b">First element of B.</param>
    /// <param name="ldb">Elements from one row of B, as it lies, to the next.</param>
    /// <param name="c">First element of C.</param>
    /// <param name="ldc">Elements from one row of C to the next.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate);
}
