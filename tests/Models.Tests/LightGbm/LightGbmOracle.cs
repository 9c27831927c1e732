using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Trees;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.Tests.LightGbm;

/// <summary>What LightGBM itself forecasts by a model text (LightGBM/c_api.h, 4.1).</summary>
internal static unsafe class LightGbmOracle
{
    private static readonly NativeBinding<Functions> Library = new(TreeLibraries.Natives, NativeLibraryNames.LightGbm, library => new Functions(library));

    public static double[] Predict(byte[] file, double[] rows, int width)
    {
        Functions functions = Library.For("lightgbm");
        double[] predictions = new double[rows.Length / width];
        nint booster;
        int iterations;
        long length;
        fixed (byte* text = (byte[])[.. file, 0]) Assert.Equal(0, functions.Load(text, &iterations, &booster));
        fixed (double* values = rows)
        fixed (double* results = predictions)
        fixed (byte* parameters = NativeText.Of("num_threads=1 verbosity=-1"))
        {
            Assert.Equal(0, functions.Predict(booster, values, LightGbmFunctions.Float64, predictions.Length, width, 1, 0, 0, -1, parameters, &length, results));
        }

        Assert.Equal(0, functions.Free(booster));
        return predictions;
    }

    private sealed class Functions(NativeFunctions library)
    {
        public readonly delegate* unmanaged[Cdecl]<byte*, int*, nint*, int> Load = (delegate* unmanaged[Cdecl]<byte*, int*, nint*, int>)library.Find("LGBM_BoosterLoadModelFromString");

        public readonly delegate* unmanaged[Cdecl]<nint, double*, int, int, int, int, int, int, int, byte*, long*, double*, int> Predict =
            (delegate* unmanaged[Cdecl]<nint, double*, int, int, int, int, int, int, int, byte*, long*, double*, int>)library.Find("LGBM_BoosterPredictForMat");

        public readonly delegate* unmanaged[Cdecl]<nint, int> Free = (delegate* unmanaged[Cdecl]<nint, int>)library.Find("LGBM_BoosterFree");
    }
}
