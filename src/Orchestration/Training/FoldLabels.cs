using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What a fold is taught: the direction and the return of the trade that a decision leads to, at the horizon of the configuration.</summary>
internal sealed class FoldLabels
{
    private readonly LabelSet returns;

    private FoldLabels(LabelSet returns, LabelSet directions, TripleBarrierSet barriers, int horizon)
    {
        this.returns = returns;
        Barriers = barriers;
        Direction = Target.Direction(horizon);
        Return = Target.Return(horizon);
        Values = new Dictionary<Target, double[]> { [Direction] = directions.Values.ToArray(), [Return] = returns.Values.ToArray() };
    }

    public Target Direction { get; }

    public Target Return { get; }

    /// <summary>One value a bar; NaN where it has none.</summary>
    public IReadOnlyDictionary<Target, double[]> Values { get; }

    /// <summary>Which is met first within the horizon: a take-profit or a stop, each as far from the entry as the price usually moves in that time.</summary>
    public TripleBarrierSet Barriers { get; }

    /// <exception cref="ServerlessTrainingException">The labels look further than the plan was purged for.</exception>
    public static FoldLabels Of(FoldCase work, BarSeries bars)
    {
        LabelSet paid = ReturnLabels.Compute(bars, work.Labels);
        TripleBarrierSet barriers = TripleBarrierLabels.Compute(bars, BarrierOptions(work.Labels, bars.Timeframe));
        work.Plan.EnsureCovers(paid);
        work.Plan.EnsureCovers(barriers.Labels);
        return new FoldLabels(paid, DirectionLabels.Compute(bars, work.Labels), barriers, work.Configuration.Horizon);
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

    /// <summary>One trailing standard deviation of the return over the horizon to each side. Where the horizon is longer than a volatility may be taken over, that of the longest
    /// time stands in, scaled by the root of time.</summary>
    private static TripleBarrierOptions BarrierOptions(LabelOptions label, Timeframe timeframe)
    {
        TimeSpan horizon = timeframe.Duration * label.Horizon;
        TimeSpan period = horizon < VolatilityOptions.MaxPeriod ? horizon : VolatilityOptions.MaxPeriod;
        double distance = Math.Sqrt(horizon / period);
        return new TripleBarrierOptions { Label = label, TakeProfit = distance, Stop = distance, Volatility = new VolatilityOptions { Period = period } };
    }
}
