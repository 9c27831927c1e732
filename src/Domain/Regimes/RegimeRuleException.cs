namespace ServerlessTraining.Domain.Regimes;

/// <summary>Regime rules that are none, or that do not fit together; the message has every problem.</summary>
public sealed class RegimeRuleException : ServerlessTrainingException
{
    public RegimeRuleException()
    {
    }

    public RegimeRuleException(string message)
        : base(message)
    {
    }

    public RegimeRuleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RegimeRuleException(string message, IReadOnlyList<RegimeProblem> problems)
        : base(message) => Problems = problems;

    /// <summary>One by one, in the order of the message.</summary>
    public IReadOnlyList<RegimeProblem> Problems { get; } = [];
}
