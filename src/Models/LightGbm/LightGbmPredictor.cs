using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>Trees read from LightGBM's model text. The library locks against writers only, so callers predict side by side.</summary>
internal sealed class LightGbmPredictor : NativeHandle, ITreePredictor
{
    private const int Normal = 0;
    private const int All = -1;
    private static readonly byte[] OneThread = NativeText.Of("num_threads=1 verbosity=-1");
    private readonly LightGbmFunctions functions;

    private LightGbmPredictor(LightGbmFunctions functions, nint handle)
        : base(handle) => this.functions = functions;

    public int FeatureCount { get; private init; }

    /// <summary>For a file from elsewhere.</summary>
    public static LightGbmPredictor OpenChecked(LightGbmFunctions functions, byte[] file)
    {
        LightGbmText.Check(file);
        return Open(functions, file);
    }

    /// <summary>For a file that LightGBM has just written.</summary>
    public static unsafe LightGbmPredictor Open(LightGbmFunctions functions, byte[] file)
    {
        nint created;
        int iterations;
        fixed (byte* text = (byte[])[.. file, 0]) functions.Check(functions.BoosterLoadModelFromString(text, &iterations, &created), "reading a model");
        int features;
        int code = functions.BoosterGetNumFeature(created, &features);
        LightGbmPredictor predictor = new(functions, created) { FeatureCount = features };
        try
        {
            functions.Check(code, "counting the features of a model");
            return predictor;
        }
        catch
        {
            predictor.Dispose();
            throw;
        }
    }

    public unsafe void Predict(ReadOnlySpan<double> values, Span<double> predictions)
    {
        long length;
        using Lease lease = Use();
        fixed (double* rows = values)
        fixed (double* results = predictions)
        fixed (byte* parameters = OneThread)
        {
            functions.Check(
                functions.BoosterPredictForMat(
                    lease.Address, rows, LightGbmFunctions.Float64, predictions.Length, FeatureCount, 1, Normal, 0, All, parameters, &length, results),
                "predicting");
        }
    }

    protected override unsafe bool ReleaseHandle() => functions.BoosterFree(handle) == 0;
}
