namespace ServerlessTraining.Domain.Regimes;

/// <summary>One exception for everything that is wrong with one thing.</summary>
internal static class Problems
{
    public static void ThrowIfAny(string subject, IReadOnlyList<string> problems)
    {
        if (problems.Count == 0) return;
        string count = problems.Count == 1 ? "An error" : $"{problems.Count} errors";
        string list = string.Concat(problems.Select(problem => "\n- " + problem.Replace("\n", "\n  ", StringComparison.Ordinal)));
        throw new ServerlessTrainingException($"{count} in {subject}:{list}");
    }
}
