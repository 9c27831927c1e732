using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Labels;

/// <summary>1 where the price went up over the horizon, 0 where it did not.</summary>
public static class DirectionLabels
{
    /// <summary>The widest dead band: half the price.</summary>
    public const double MaxDeadBand = 0.5;

    /// <param name="bars">The series; every bar is a row.</param>
    /// <param name="options">Horizon and entry delay.</param>
    /// <param name="deadBand">Returns whose size is not above this fraction have no label. Null, the default, labels every row: a return of
    /// exactly 0 is then 'not up', because dropping it would hide rows that a strategy has to sit through.</param>
    public static LabelSet Compute(BarSeries bars, LabelOptions options, double? deadBand = null)
    {
        Faults errors = new("The direction labels cannot be used");
        if (deadBand is { } given) errors.Range("dead_band", given, 0, MaxDeadBand, "of the price");
        errors.Throw();
        LabelSet returns = ReturnLabels.Compute(bars, options);
        LabelBuffer labels = new(returns.Count);
        for (int row = 0; row < returns.Count; row++)
        {
            double value = returns.Values[row];
            if (!returns.IsLabelled(row) || Math.Abs(value) <= deadBand) continue;
            labels.Set(row, value > 0 ? 1 : 0, returns.EndIndex[row]);
        }

        return labels.ToLabelSet();
    }
}
