using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>The functions of LightGBM's C API that are used here (LightGBM/c_api.h, 4.1): all but the last error answer 0 when all went well.</summary>
internal sealed unsafe class LightGbmFunctions(NativeFunctions library)
{
    public const int Float32 = 0;
    public const int Float64 = 1;

    public readonly delegate* unmanaged[Cdecl]<double*, int, int, int, int, byte*, nint, nint*, int> DatasetCreateFromMat =
        (delegate* unmanaged[Cdecl]<double*, int, int, int, int, byte*, nint, nint*, int>)library.Find("LGBM_DatasetCreateFromMat");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, void*, int, int, int> DatasetSetField =
        (delegate* unmanaged[Cdecl]<nint, byte*, void*, int, int, int>)library.Find("LGBM_DatasetSetField");

    public readonly delegate* unmanaged[Cdecl]<nint, int> DatasetFree = (delegate* unmanaged[Cdecl]<nint, int>)library.Find("LGBM_DatasetFree");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nint*, int> BoosterCreate = (delegate* unmanaged[Cdecl]<nint, byte*, nint*, int>)library.Find("LGBM_BoosterCreate");

    public readonly delegate* unmanaged[Cdecl]<nint, int> BoosterFree = (delegate* unmanaged[Cdecl]<nint, int>)library.Find("LGBM_BoosterFree");

    public readonly delegate* unmanaged[Cdecl]<nint, nint, int> BoosterAddValidData = (delegate* unmanaged[Cdecl]<nint, nint, int>)library.Find("LGBM_BoosterAddValidData");

    public readonly delegate* unmanaged[Cdecl]<nint, int*, int> BoosterUpdateOneIter = (delegate* unmanaged[Cdecl]<nint, int*, int>)library.Find("LGBM_BoosterUpdateOneIter");

    public readonly delegate* unmanaged[Cdecl]<nint, int*, int> BoosterGetEvalCounts = (delegate* unmanaged[Cdecl]<nint, int*, int>)library.Find("LGBM_BoosterGetEvalCounts");

    public readonly delegate* unmanaged[Cdecl]<nint, int, int*, double*, int> BoosterGetEval =
        (delegate* unmanaged[Cdecl]<nint, int, int*, double*, int>)library.Find("LGBM_BoosterGetEval");

    public readonly delegate* unmanaged[Cdecl]<nint, int, int, double*, int> BoosterFeatureImportance =
        (delegate* unmanaged[Cdecl]<nint, int, int, double*, int>)library.Find("LGBM_BoosterFeatureImportance");

    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, long, long*, byte*, int> BoosterSaveModelToString =
        (delegate* unmanaged[Cdecl]<nint, int, int, int, long, long*, byte*, int>)library.Find("LGBM_BoosterSaveModelToString");

    private readonly delegate* unmanaged[Cdecl]<byte*> lastError = (delegate* unmanaged[Cdecl]<byte*>)library.Find("LGBM_GetLastError");

    public static NativeBinding<LightGbmFunctions> Bind(NativeLibraryOptions natives) => new(natives, NativeLibraryNames.LightGbm, library => new LightGbmFunctions(library));

    /// <summary>The error is that of the calling thread, so it is read on the thread that failed, at once.</summary>
    public void Check(int code, string doing)
    {
        if (code == 0) return;
        string error = Marshal.PtrToStringUTF8((nint)lastError())?.ReplaceLineEndings(" ").Trim() ?? "";
        throw new ServerlessTrainingException($"LightGBM failed while {doing}: {error}");
    }
}
