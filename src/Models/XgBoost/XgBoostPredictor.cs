using ServerlessTraining.Domain;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>Trees read from XGBoost's JSON. In-place prediction is safe for several threads once the booster is configured, which the first prediction does: <see cref="Open"/>
/// makes that one.</summary>
internal sealed class XgBoostPredictor : NativeHandle, ITreePredictor
{
    /// <summary>XGBoost keeps the last results of each booster and thread until that thread ends: blocks of rows keep that small.</summary>
    private const int BlockRows = 4096;
    private static readonly byte[] Config = NativeText.Of("""{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false,"missing":NaN,"cache_id":0}""");
    private readonly XgBoostFunctions functions;

    private XgBoostPredictor(XgBoostFunctions functions, nint handle)
        : base(handle) => this.functions = functions;

    public int FeatureCount { get; private set; }

    /// <summary>For a file from elsewhere.</summary>
    public static XgBoostPredictor OpenChecked(XgBoostFunctions functions, byte[] file)
    {
        XgBoostJson.Check(file);
        return Open(functions, file);
    }

    /// <summary>For a file that XGBoost has just written.</summary>
    public static unsafe XgBoostPredictor Open(XgBoostFunctions functions, byte[] file)
    {
        nint created;
        functions.Check(functions.BoosterCreate(null, 0, &created), "making a model");
        XgBoostPredictor predictor = new(functions, created);
        try
        {
            predictor.Read(file);
            return predictor;
        }
        catch
        {
            predictor.Dispose();
            throw;
        }
    }

    public void Predict(ReadOnlySpan<double> values, Span<double> predictions)
    {
        using Lease lease = Use();
        for (int first = 0; first < predictions.Length; first += BlockRows)
        {
            int rows = Math.Min(BlockRows, predictions.Length - first);
            Predict(lease.Address, values.Slice(first * FeatureCount, rows * FeatureCount), predictions.Slice(first, rows));
        }
    }

    protected override unsafe bool ReleaseHandle() => functions.BoosterFree(handle) == 0;

    private unsafe void Read(byte[] file)
    {
        ulong features;
        using Lease lease = Use();
        fixed (byte* name = NativeText.Of("nthread"))
        fixed (byte* one = NativeText.Of("1"))
        {
            functions.Check(functions.BoosterSetParam(lease.Address, name, one), "setting nthread to 1");
        }

        fixed (byte* text = file) functions.Check(functions.BoosterLoadModelFromBuffer(lease.Address, text, (ulong)file.Length), "reading a model");
        functions.Check(functions.BoosterGetNumFeature(lease.Address, &features), "counting the features of a model");
        FeatureCount = checked((int)features);
        double[] prediction = new double[1];
        Predict(lease.Address, new double[FeatureCount], prediction);
    }

    private unsafe void Predict(nint booster, ReadOnlySpan<double> values, Span<double> predictions)
    {
        ulong* shape;
        ulong dimensions;
        float* results;
        fixed (double* rows = values)
        fixed (byte* array = NativeText.Of(ArrayInterface.Of((nint)rows, predictions.Length, FeatureCount)))
        fixed (byte* config = Config)
        {
            functions.Check(functions.BoosterPredictFromDense(booster, array, config, 0, &shape, &dimensions, &results), "predicting");
        }

        if (dimensions != 1 || shape[0] != (ulong)predictions.Length)
        {
            throw new ServerlessTrainingException("XGBoost does not give one forecast a row: the model has several outputs, but models of this product have one.");
        }

        for (int i = 0; i < predictions.Length; i++) predictions[i] = results[i];
    }
}
