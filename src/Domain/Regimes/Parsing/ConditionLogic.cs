namespace ServerlessTraining.Domain.Regimes.Parsing;

/// <summary>Finds conditions that no bar can meet: they are mistakes, and a rule with one would be dead without a word.</summary>
internal static class ConditionLogic
{
    private readonly record struct Limit(double Value, bool Strict = false, RegimeBound? Source = null);

    /// <summary>
    /// The first bound that can never hold, alone or together with one before it. Thresholds are ordered within one kind only: a number and a percentile are not compared.
    /// </summary>
    public static (int Bound, string Problem)? FirstContradiction(RegimeMeasure measure, IReadOnlyList<RegimeBound> bounds)
    {
        foreach (ThresholdKind kind in Enum.GetValues<ThresholdKind>())
        {
            // Twice the average is not above the average where the average is negative.
            if (kind == ThresholdKind.Average && measure.Lowest < 0) continue;
            (double lowest, double highest) = Domain(measure, kind);
            Limit lower = new(lowest);
            Limit upper = new(highest);
            for (int i = 0; i < bounds.Count; i++)
            {
                RegimeBound bound = bounds[i];
                if (bound.Threshold.Kind != kind) continue;
                Limit limit = new(bound.Threshold.Value, bound.IsStrict, bound);
                bool alone = bound.IsLower ? IsEmpty(limit, new Limit(highest)) : IsEmpty(new Limit(lowest), limit);
                if (alone) return (i, OutOfDomain(measure, bound, bound.IsLower ? highest : lowest));
                if (bound.IsLower) lower = Tighter(limit, lower, limit.Value > lower.Value);
                else upper = Tighter(limit, upper, limit.Value < upper.Value);
                if (IsEmpty(lower, upper)) return (i, $"'{(bound.IsLower ? upper : lower).Source}' and '{bound}' can never hold together.");
            }
        }

        return null;
    }

    private static (double Lowest, double Highest) Domain(RegimeMeasure measure, ThresholdKind kind) => kind switch
    {
        ThresholdKind.Number => (measure.Lowest, measure.Highest),
        ThresholdKind.Percentile => (0, 100),
        _ => (0, double.PositiveInfinity),
    };

    private static bool IsEmpty(Limit lower, Limit upper) => lower.Value > upper.Value || (lower.Value == upper.Value && (lower.Strict || upper.Strict));

    private static Limit Tighter(Limit limit, Limit old, bool further) => further || (limit.Value == old.Value && limit.Strict) ? limit : old;

    private static string OutOfDomain(RegimeMeasure measure, RegimeBound bound, double end)
    {
        string because = bound.Threshold.Kind == ThresholdKind.Percentile
            ? "the window of a percentile ends with the bar itself"
            : $"{measure} is never {(bound.IsLower ? "above" : "below")} {end}";
        return $"'{bound}' can never hold: {because}.";
    }
}
