namespace ServerlessTraining.Domain.Regimes;

/// <summary>One exception for everything that is wrong with one thing.</summary>
internal static class Problems
{
    public static void ThrowIfAny(string subject, IReadOnlyList<RegimeProblem> problems)
    {
        if (problems.Count == 0) return;
        string count = problems.Count == 1 ? "An error" : $"{problems.Count} errors";
        string list = string.Concat(problems.Select(problem => "\n- " + problem.Text.Replace("\n", "\n  ", StringComparison.Ordinal)));
        throw new RegimeRuleException($"{count} in {subject}:{list}", problems);
    }
}
