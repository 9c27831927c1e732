using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>Rows as LightGBM keeps them: binned. The values are read where they lie; the bins are the only copy.</summary>
internal sealed class LightGbmDataset : NativeHandle
{
    private readonly LightGbmFunctions functions;

    private LightGbmDataset(LightGbmFunctions functions, nint handle)
        : base(handle) => this.functions = functions;

    /// <param name="functions">The library.</param>
    /// <param name="matrix">Its values need to stay only until this returns.</param>
    /// <param name="parameters">With a zero at the end.</param>
    /// <param name="reference">Whose bins to take; null finds bins of its own.</param>
    public static unsafe LightGbmDataset Create(LightGbmFunctions functions, DesignMatrix matrix, byte[] parameters, LightGbmDataset? reference)
    {
        nint created;
        fixed (double* values = matrix.Values)
        fixed (byte* text = parameters)
        {
            using Lease bins = reference is null ? default : reference.Use();
            functions.Check(
                functions.DatasetCreateFromMat(values, LightGbmFunctions.Float64, matrix.Rows, matrix.Columns, 1, text, bins.Address, &created),
                reference is null ? "reading the fit rows" : "reading the tune rows");
        }

        LightGbmDataset dataset = new(functions, created);
        try
        {
            dataset.Set("label", matrix.Labels);
            if (matrix.Weights is { } weights) dataset.Set("weight", weights);
            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    protected override unsafe bool ReleaseHandle() => functions.DatasetFree(handle) == 0;

    /// <summary>LightGBM keeps labels and weights in single precision.</summary>
    private unsafe void Set(string field, double[] values)
    {
        float[] singles = Array.ConvertAll(values, value => (float)value);
        using Lease lease = Use();
        fixed (byte* name = NativeText.Of(field))
        fixed (float* data = singles)
        {
            functions.Check(functions.DatasetSetField(lease.Address, name, data, singles.Length, LightGbmFunctions.Float32), $"taking the {field}s");
        }
    }
}
