using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>Rows as XGBoost keeps them: single precision. The values are read where they lie; that is the only copy.</summary>
internal sealed class XgBoostMatrix : NativeHandle
{
    private readonly XgBoostFunctions functions;

    private XgBoostMatrix(XgBoostFunctions functions, nint handle)
        : base(handle) => this.functions = functions;

    public static unsafe XgBoostMatrix Create(XgBoostFunctions functions, DesignMatrix matrix, IReadOnlyList<string> names, int threads, string part)
    {
        SinglePrecision.Check(matrix, names, part);
        nint created;
        fixed (double* values = matrix.Values)
        fixed (byte* array = NativeText.Of(ArrayInterface.Of((nint)values, matrix.Rows, matrix.Columns)))
        fixed (byte* config = NativeText.Of(FormattableString.Invariant($$"""{"missing":NaN,"nthread":{{threads}}}""")))
        {
            functions.Check(functions.MatrixCreateFromDense(array, config, &created), $"reading the {part} rows");
        }

        XgBoostMatrix rows = new(functions, created);
        try
        {
            rows.Set("label", matrix.Labels);
            if (matrix.Weights is { } weights) rows.Set("weight", weights);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    protected override unsafe bool ReleaseHandle() => functions.MatrixFree(handle) == 0;

    private unsafe void Set(string field, double[] values)
    {
        using Lease lease = Use();
        fixed (byte* name = NativeText.Of(field))
        fixed (double* data = values)
        {
            functions.Check(functions.MatrixSetDenseInfo(lease.Address, name, data, (ulong)values.Length, XgBoostFunctions.Float64), $"taking the {field}s");
        }
    }
}
