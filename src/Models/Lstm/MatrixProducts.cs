using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Lstm;

/// <summary>A kind of matrix product: makes one instance for each thread that needs one.</summary>
internal sealed class MatrixProducts
{
    private readonly Func<IMatrixProduct> create;

    public MatrixProducts(string name, Func<IMatrixProduct> create)
    {
        Name = name;
        this.create = create;
    }

    public static MatrixProducts Vector { get; } = new("vector", () => new VectorProduct());

    public string Name { get; }

    /// <summary>On processors with 512-bit vectors our own kernel beats OpenBLAS at the small products of a recurrent network; on all others a BLAS knows the machine better, where
    /// there is one.</summary>
    public static MatrixProducts Best(NativeLibraryOptions natives) => Vector512.IsHardwareAccelerated ? Vector : Blas(natives) ?? Vector;

    /// <summary>Null on a machine that has none.</summary>
    public static MatrixProducts? Blas(NativeLibraryOptions natives)
    {
        if (natives.ManifestPath is null) return null;
        NativeLibraryEntry? entry = NativeLibraryManifest.Read(natives.ManifestPath).Entries.FirstOrDefault(entry => entry.Name == NativeLibraryNames.Blas);
        if (entry is null || !NativeLibraryLoader.Load(entry).Loads) return null;
        nint library = NativeLibrary.Load(entry.File);
        return new MatrixProducts("blas", () => new BlasProduct(library));
    }

    public IMatrixProduct Create() => create();
}
