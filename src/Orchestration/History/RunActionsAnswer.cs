namespace ServerlessTraining.Orchestration.History;

/// <summary>What became of each run, in the order of the ids.</summary>
public sealed record RunActionsAnswer(string Action, int Done, int Unchanged, int Refused, int Missing, IReadOnlyList<RunActionResult> Results)
{
    public static RunActionsAnswer Of(string action, IReadOnlyList<RunActionResult> results)
    {
        return new RunActionsAnswer(
            action, Count(RunActionResult.Done), Count(RunActionResult.Unchanged), Count(RunActionResult.Refused), Count(RunActionResult.Missing), results);

        int Count(string result) => results.Count(one => one.Result == result);
    }
}
