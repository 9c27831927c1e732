using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Native;

/// <summary>Asks a loaded library who it is, over its C API.</summary>
internal static unsafe class NativeLibraryProbe
{
    private static readonly Dictionary<string, string[]> RequiredExports = new(StringComparer.Ordinal)
    {
        [NativeLibraryNames.LightGbm] = ["LGBM_GetLastError", "LGBM_BoosterCreate"],
        [NativeLibraryNames.XgBoost] = ["XGBoostVersion", "XGBoosterCreate"],
        [NativeLibraryNames.Blas] = ["cblas_sgemm"],
    };

    public static string? MissingExport(string name, nint handle) =>
        RequiredExports.GetValueOrDefault(name, []).FirstOrDefault(export => !NativeLibrary.TryGetExport(handle, export, out _));

    /// <summary>Null where the C API has no version (LightGBM, the reference BLAS).</summary>
    public static string? Version(string name, nint handle) => name switch
    {
        NativeLibraryNames.XgBoost => XgBoostVersion(handle),
        NativeLibraryNames.Blas => OpenBlasVersion(handle),
        _ => null,
    };

    private static string? XgBoostVersion(nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "XGBoostVersion", out nint address)) return null;
        int major, minor, patch;
        ((delegate* unmanaged[Cdecl]<int*, int*, int*, void>)address)(&major, &minor, &patch);
        return $"{major}.{minor}.{patch}";
    }

    private static string? OpenBlasVersion(nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "openblas_get_config", out nint address)) return null;
        string? config = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)address)());

        // "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH ..."
        return config?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).FirstOrDefault();
    }
}
