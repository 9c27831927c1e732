namespace ServerlessTraining.Domain.Regimes;

public enum ComparisonOperator
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
