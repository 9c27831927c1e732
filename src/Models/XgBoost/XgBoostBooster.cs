using System.Globalization;
using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>A booster in training. It reads its matrices, so it is disposed before them.</summary>
internal sealed class XgBoostBooster : NativeHandle, IBooster
{
    private static readonly byte[] Json = NativeText.Of("""{"format":"json"}""");
    private static readonly byte[] TotalGain = NativeText.Of("""{"importance_type":"total_gain"}""");
    private static readonly byte[] Part = NativeText.Of("part");
    private readonly XgBoostFunctions functions;
    private readonly XgBoostMatrix fit;
    private readonly XgBoostMatrix? tune;

    private XgBoostBooster(XgBoostFunctions functions, nint handle, XgBoostMatrix fit, XgBoostMatrix? tune)
        : base(handle)
    {
        this.functions = functions;
        this.fit = fit;
        this.tune = tune;
    }

    public static unsafe XgBoostBooster Create(XgBoostFunctions functions, XgBoostMatrix fit, XgBoostMatrix? tune, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        nint created;
        using Lease fitRows = fit.Use();
        using Lease tuneRows = (tune ?? fit).Use();
        nint* matrices = stackalloc nint[] { fitRows.Address, tuneRows.Address };
        functions.Check(functions.BoosterCreate(matrices, tune is null ? 1UL : 2UL, &created), "starting a training");
        XgBoostBooster booster = new(functions, created, fit, tune);
        try
        {
            foreach ((string name, string value) in parameters) booster.Set(name, value);
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    public unsafe bool Advance(int iteration)
    {
        using Lease lease = Use();
        using Lease rows = fit.Use();
        functions.Check(functions.BoosterUpdateOneIter(lease.Address, iteration - 1, rows.Address), $"training iteration {iteration}");
        return true;
    }

    public double FitMetric(int iteration) => Metric(fit, iteration);

    public double TuneMetric(int iteration) => Metric(tune!, iteration);

    /// <summary>The first iterations as a booster of their own.</summary>
    public unsafe XgBoostBooster First(int iterations)
    {
        nint created;
        using Lease lease = Use();
        functions.Check(functions.BoosterSlice(lease.Address, 0, iterations, 1, &created), "cutting the model behind its best iteration");
        return new XgBoostBooster(functions, created, fit, tune);
    }

    /// <summary>The gain of each feature.</summary>
    public unsafe double[] Gains(int features)
    {
        ulong count, dimensions;
        byte** names;
        ulong* shape;
        float* scores;
        double[] gains = new double[features];
        using Lease lease = Use();
        fixed (byte* config = TotalGain)
        {
            functions.Check(functions.BoosterFeatureScore(lease.Address, config, &count, &names, &dimensions, &shape, &scores), "computing the feature importance");
        }

        // Features without a name of their own are f0, f1, ...; those that no split uses are left out.
        for (ulong i = 0; i < count; i++)
        {
            string name = Marshal.PtrToStringUTF8((nint)names[i])!;
            gains[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)] = scores[i];
        }

        return gains;
    }

    public unsafe byte[] Save()
    {
        ulong length;
        byte* text;
        using Lease lease = Use();
        fixed (byte* config = Json) functions.Check(functions.BoosterSaveModelToBuffer(lease.Address, config, &length, &text), "writing the model");
        return new ReadOnlySpan<byte>(text, checked((int)length)).ToArray();
    }

    protected override unsafe bool ReleaseHandle() => functions.BoosterFree(handle) == 0;

    private unsafe void Set(string name, string value)
    {
        using Lease lease = Use();
        fixed (byte* key = NativeText.Of(name))
        fixed (byte* text = NativeText.Of(value))
        {
            functions.Check(functions.BoosterSetParam(lease.Address, key, text), $"setting {name} to {value}");
        }
    }

    private unsafe double Metric(XgBoostMatrix matrix, int iteration)
    {
        byte* result;
        using Lease lease = Use();
        using Lease rows = matrix.Use();
        nint address = rows.Address;
        fixed (byte* name = Part)
        {
            byte* names = name;
            functions.Check(functions.BoosterEvalOneIter(lease.Address, iteration - 1, &address, &names, 1, &result), "computing the metric");
        }

        // "[12]\tpart-auc:0.70000000000000001"
        string text = Marshal.PtrToStringUTF8((nint)result)!;
        return double.TryParse(text.AsSpan(text.LastIndexOf(':') + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double metric) && double.IsFinite(metric)
            ? metric
            : throw new ServerlessTrainingException($"XGBoost computed no metric in iteration {iteration}, but '{text.Trim()}'.");
    }
}
