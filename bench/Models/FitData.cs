using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Models;

namespace ServerlessTraining.Bench.Models;

/// <summary>Three years of hourly bars with sixteen features, and the purged folds of a full walk-forward over them: what fits are measured on, here and by the peers.</summary>
internal sealed class FitData
{
    private const int Bars = 25_560;
    private const ulong Seed = 20261121;
    public static readonly Target Target = Target.Return(1);
    private readonly double[] labels;

    private FitData(FeatureMatrix features, double[] labels, IReadOnlyList<RowRange> folds)
    {
        Features = features;
        this.labels = labels;
        Folds = folds;
    }

    public FeatureMatrix Features { get; }

    /// <summary>The fit rows of each fold.</summary>
    public IReadOnlyList<RowRange> Folds { get; }

    public static FitData Make()
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = Bars, Timeframe = Timeframe.H1, Seed = Seed, SignalStrength = 0.2 }).Bars;
        FeatureMatrix raw = FeatureSystems.Poc16.Compute(bars, FeatureOptions.Default);
        LabelSet returns = ReturnLabels.Compute(bars, new LabelOptions { Horizon = Target.Horizon });
        FoldPlan plan = FoldPlanner.Plan(bars, new FoldOptions { Mode = FoldMode.Full, Horizons = [Target.Horizon], SetFinalSegmentAside = false });
        RowRange[] folds = [.. plan.Folds.Select(fold => fold.Fit.Blocks[0].Rows.Within(raw.WarmUp, raw.RowCount))];
        return new FitData(Scalers.Standard.Fit(raw, folds[0]).Transform(raw), returns.Values.ToArray(), folds);
    }

    public TrainingRequest Request(RowRange rows) => new() { Fit = new Samples(Features, [rows], new Dictionary<Target, double[]> { [Target] = labels }), Targets = [Target] };

    /// <summary>The same numbers for other programs: doubles row by row, zeros where there are none.</summary>
    public void Write(string folder)
    {
        double[] x = Features.Rows(..).ToArray();
        foreach (ref double value in x.AsSpan()) value = double.IsNaN(value) ? 0 : value;
        double[] y = Array.ConvertAll(labels, label => double.IsNaN(label) ? 0 : label);
        File.WriteAllBytes(Path.Combine(folder, "x.bin"), MemoryMarshal.AsBytes(x.AsSpan()));
        File.WriteAllBytes(Path.Combine(folder, "y.bin"), MemoryMarshal.AsBytes(y.AsSpan()));
    }
}
