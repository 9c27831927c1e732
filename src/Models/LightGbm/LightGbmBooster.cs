using ServerlessTraining.Domain;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>A booster in training. It reads its datasets, so it is disposed before them.</summary>
internal sealed class LightGbmBooster : NativeHandle, IBooster
{
    private const int Fit = 0;
    private const int Tune = 1;
    private const int Gain = 1;
    private const int BytesATree = 4096;
    private readonly LightGbmFunctions functions;

    private LightGbmBooster(LightGbmFunctions functions, nint handle)
        : base(handle) => this.functions = functions;

    public static unsafe LightGbmBooster Create(LightGbmFunctions functions, LightGbmDataset fit, LightGbmDataset? tune, byte[] parameters)
    {
        nint created;
        using Lease rows = fit.Use();
        fixed (byte* text = parameters) functions.Check(functions.BoosterCreate(rows.Address, text, &created), "starting a training");
        LightGbmBooster booster = new(functions, created);
        try
        {
            if (tune is not null) booster.Add(tune);
            booster.RequireOneMetric();
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
        int finished;
        using Lease lease = Use();
        functions.Check(functions.BoosterUpdateOneIter(lease.Address, &finished), $"training iteration {iteration}");
        return finished == 0;
    }

    public double FitMetric(int iteration) => Metric(Fit);

    public double TuneMetric(int iteration) => Metric(Tune);

    /// <summary>The gain of each feature over the first iterations.</summary>
    public unsafe double[] Gains(int features, int iterations)
    {
        double[] gains = new double[features];
        using Lease lease = Use();
        fixed (double* results = gains) functions.Check(functions.BoosterFeatureImportance(lease.Address, iterations, Gain, results), "computing the feature importance");
        return gains;
    }

    /// <summary>The first iterations as LightGBM's model text.</summary>
    public unsafe byte[] Save(int iterations)
    {
        byte[] buffer = new byte[BytesATree * (iterations + 1L)];
        while (true)
        {
            long length;
            using Lease lease = Use();
            fixed (byte* text = buffer)
            {
                functions.Check(functions.BoosterSaveModelToString(lease.Address, 0, iterations, Gain, buffer.Length, &length, text), "writing the model");
            }

            // The length counts the zero at the end.
            if (length <= buffer.Length) return buffer[..(int)(length - 1)];
            buffer = new byte[length];
        }
    }

    protected override unsafe bool ReleaseHandle() => functions.BoosterFree(handle) == 0;

    private unsafe void Add(LightGbmDataset tune)
    {
        using Lease lease = Use();
        using Lease rows = tune.Use();
        functions.Check(functions.BoosterAddValidData(lease.Address, rows.Address), "adding the tune rows");
    }

    /// <summary>The metric is read into room for one.</summary>
    private unsafe void RequireOneMetric()
    {
        int count;
        using Lease lease = Use();
        functions.Check(functions.BoosterGetEvalCounts(lease.Address, &count), "counting the metrics");
        if (count != 1) throw new ServerlessTrainingException($"LightGBM computes {count} metrics, but one was asked for.");
    }

    private unsafe double Metric(int part)
    {
        int count;
        double metric;
        using Lease lease = Use();
        functions.Check(functions.BoosterGetEval(lease.Address, part, &count, &metric), "computing the metric");
        return metric;
    }
}
