namespace ServerlessTraining.Domain.Labels;

/// <summary>Triple-barrier labels and how each came about; every column has one entry a bar.</summary>
public sealed class TripleBarrierSet
{
    private readonly BarrierOutcome[] outcomes;
    private readonly double[] returns;
    private readonly int[] touchBars;

    internal TripleBarrierSet(LabelSet labels, BarrierOutcome[] outcomes, double[] returns, int[] touchBars)
    {
        Labels = labels;
        this.outcomes = outcomes;
        this.returns = returns;
        this.touchBars = touchBars;
    }

    /// <summary>1 take-profit first, -1 stop first, 0 neither before time ran out.</summary>
    public LabelSet Labels { get; }

    /// <summary>The share of <see cref="BarrierOutcome.TakeProfit"/> among labelled rows is hit_rate_tp1.</summary>
    public ReadOnlySpan<BarrierOutcome> Outcomes => outcomes;

    /// <summary>Simple return from entry to exit, before costs; NaN where there is no label.</summary>
    public ReadOnlySpan<double> Returns => returns;

    /// <summary>The bar in which the barrier was touched; <see cref="LabelSet.Unlabelled"/> where none was. The label may end one bar
    /// later, at the open that fills the exit.</summary>
    public ReadOnlySpan<int> TouchBars => touchBars;
}
