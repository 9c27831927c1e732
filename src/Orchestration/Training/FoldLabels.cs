using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What a fold is taught: the direction and the return of the trade that a decision leads to, at the horizon of the configuration.</summary>
internal sealed class FoldLabels
{
    private readonly LabelSet returns;

    private FoldLabels(LabelSet returns, LabelSet directions, int horizon)
    {
        this.returns = returns;
        Direction = Target.Direction(horizon);
        Return = Target.Return(horizon);
        Values = new Dictionary<Target, double[]> { [Direction] = directions.Values.ToArray(), [Return] = returns.Values.ToArray() };
    }

    public Target Direction { get; }

    public Target Return { get; }

    /// <summary>One value a bar; NaN where it has none.</summary>
    public IReadOnlyDictionary<Target, double[]> Values { get; }

    /// <exception cref="ServerlessTrainingException">The labels look further than the plan was purged for.</exception>
    public static FoldLabels Of(FoldCase work, BarSeries bars)
    {
        LabelSet paid = ReturnLabels.Compute(bars, work.Labels);
        work.Plan.EnsureCovers(paid);
        return new FoldLabels(paid, DirectionLabels.Compute(bars, work.Labels), work.Configuration.Horizon);
    }

    /// <summary>One weight a bar: labels that look at the same bars share them. Only the labels of these rows count, so that no part has a say in another.</summary>
    public double[] Weights(IReadOnlyList<RowRange> ranges)
    {
        int[] rows = [.. ranges.SelectMany(range => returns.LabelledRows(range.First, range.End))];
        double[] unique = SampleWeights.ByUniqueness(returns, rows);
        double[] weights = new double[returns.Count];
        Array.Fill(weights, 1);
        for (int i = 0; i < rows.Length; i++) weights[rows[i]] = unique[i];
        return weights;
    }
}
