using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>The functions of XGBoost's C API that are used here (xgboost/c_api.h, 1.7): all but the last error answer 0 when all went well.</summary>
internal sealed unsafe class XgBoostFunctions(NativeFunctions library)
{
    public const int Float64 = 2;
    private const string StackTrace = "Stack trace:";

    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int> MatrixCreateFromDense =
        (delegate* unmanaged[Cdecl]<byte*, byte*, nint*, int>)library.Find("XGDMatrixCreateFromDense");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, void*, ulong, int, int> MatrixSetDenseInfo =
        (delegate* unmanaged[Cdecl]<nint, byte*, void*, ulong, int, int>)library.Find("XGDMatrixSetDenseInfo");

    public readonly delegate* unmanaged[Cdecl]<nint, int> MatrixFree = (delegate* unmanaged[Cdecl]<nint, int>)library.Find("XGDMatrixFree");

    public readonly delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int> BoosterCreate = (delegate* unmanaged[Cdecl]<nint*, ulong, nint*, int>)library.Find("XGBoosterCreate");

    public readonly delegate* unmanaged[Cdecl]<nint, int> BoosterFree = (delegate* unmanaged[Cdecl]<nint, int>)library.Find("XGBoosterFree");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> BoosterSetParam = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)library.Find("XGBoosterSetParam");

    public readonly delegate* unmanaged[Cdecl]<nint, int, nint, int> BoosterUpdateOneIter =
        (delegate* unmanaged[Cdecl]<nint, int, nint, int>)library.Find("XGBoosterUpdateOneIter");

    public readonly delegate* unmanaged[Cdecl]<nint, int, nint*, byte**, ulong, byte**, int> BoosterEvalOneIter =
        (delegate* unmanaged[Cdecl]<nint, int, nint*, byte**, ulong, byte**, int>)library.Find("XGBoosterEvalOneIter");

    public readonly delegate* unmanaged[Cdecl]<nint, int, int, int, nint*, int> BoosterSlice =
        (delegate* unmanaged[Cdecl]<nint, int, int, int, nint*, int>)library.Find("XGBoosterSlice");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, ulong*, byte**, int> BoosterSaveModelToBuffer =
        (delegate* unmanaged[Cdecl]<nint, byte*, ulong*, byte**, int>)library.Find("XGBoosterSaveModelToBuffer");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, ulong, int> BoosterLoadModelFromBuffer =
        (delegate* unmanaged[Cdecl]<nint, byte*, ulong, int>)library.Find("XGBoosterLoadModelFromBuffer");

    public readonly delegate* unmanaged[Cdecl]<nint, ulong*, int> BoosterGetNumFeature = (delegate* unmanaged[Cdecl]<nint, ulong*, int>)library.Find("XGBoosterGetNumFeature");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, ulong*, byte***, ulong*, ulong**, float**, int> BoosterFeatureScore =
        (delegate* unmanaged[Cdecl]<nint, byte*, ulong*, byte***, ulong*, ulong**, float**, int>)library.Find("XGBoosterFeatureScore");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint, ulong**, ulong*, float**, int> BoosterPredictFromDense =
        (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint, ulong**, ulong*, float**, int>)library.Find("XGBoosterPredictFromDense");

    private readonly delegate* unmanaged[Cdecl]<byte*> lastError = (delegate* unmanaged[Cdecl]<byte*>)library.Find("XGBGetLastError");

    public static NativeBinding<XgBoostFunctions> Bind(NativeLibraryOptions natives) => new(natives, NativeLibraryNames.XgBoost, library => new XgBoostFunctions(library));

    /// <summary>The error is that of the calling thread, so it is read on the thread that failed, at once.</summary>
    public void Check(int code, string doing)
    {
        if (code == 0) return;
        string error = Marshal.PtrToStringUTF8((nint)lastError()) ?? "";
        int trace = error.IndexOf(StackTrace, StringComparison.Ordinal);
        string text = (trace < 0 ? error : error[..trace]).ReplaceLineEndings(" ").Trim();

        // It begins with the time of day, "[12:34:56] ", which would make every text another one.
        if (text.StartsWith('[')) text = text[(text.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart();
        throw new ServerlessTrainingException($"XGBoost failed while {doing}: {text}");
    }
}
