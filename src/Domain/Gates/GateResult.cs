namespace ServerlessTraining.Domain.Gates;

/// <summary>The gate's answer: passed only where every criterion holds.</summary>
/// <param name="CriteriaFingerprint">Of the criteria that were applied, to be compared with what the job stored at its start.</param>
public sealed record GateResult(IReadOnlyList<GateCheck> Checks, string CriteriaFingerprint)
{
    public bool Passed => Checks.All(check => check.Passed);

    /// <summary>One line a criterion, in the order of the criteria.</summary>
    public IReadOnlyList<string> Explain() => [.. Checks.Select(check => check.Text)];
}
