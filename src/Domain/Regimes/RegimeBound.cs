namespace ServerlessTraining.Domain.Regimes;

/// <summary>One comparison of a condition: `> 0.7`, `&lt;= 90th percentile`.</summary>
public readonly record struct RegimeBound(ComparisonOperator Operator, RegimeThreshold Threshold)
{
    public string Symbol => Operator switch
    {
        ComparisonOperator.Greater => ">",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.Less => "<",
        _ => "<=",
    };

    internal bool IsLower => Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;

    internal bool IsStrict => Operator is ComparisonOperator.Greater or ComparisonOperator.Less;

    public override string ToString() => $"{Symbol} {Threshold}";

    /// <summary>Whether it holds for a value and the threshold's value at the same bar. It never holds where one of them is undefined (NaN).</summary>
    internal bool Holds(double value, double threshold) => Operator switch
    {
        ComparisonOperator.Greater => value > threshold,
        ComparisonOperator.GreaterOrEqual => value >= threshold,
        ComparisonOperator.Less => value < threshold,
        _ => value <= threshold,
    };
}
