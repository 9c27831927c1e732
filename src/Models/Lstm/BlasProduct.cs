using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Matrix products of a BLAS (OpenBLAS or the reference one) over its C interface.</summary>
internal sealed unsafe class BlasProduct : IMatrixProduct
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private const int Transpose = 112;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> sgemm;

    /// <param name="library">Handle of a loaded library that exports cblas_sgemm with 32-bit integers.</param>
    public BlasProduct(nint library)
    {
        nint export = NativeLibrary.GetExport(library, "cblas_sgemm");
        sgemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)export;

        // Several threads call it at once, each for its part of the batch; threads of the library's own would only wait for each other.
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out nint setThreads)) ((delegate* unmanaged[Cdecl]<int, void>)setThreads)(1);
    }

    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float* c, int ldc, bool accumulate) =>
        sgemm(RowMajor, transposeA ? Transpose : NoTranspose, transposeB ? Transpose : NoTranspose, m, n, k, 1, a, lda, b, ldb, accumulate ? 1 : 0, c, ldc);

    public void Dispose()
    {
        // The library stays loaded: .NET runs code of it until the process ends.
    }
}
