namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>How a recovery ended.</summary>
/// <param name="Equal">Whether everything came out as it was recorded.</param>
/// <param name="Folds">That were trained and compared.</param>
/// <param name="Differences">By horizon and fold.</param>
/// <param name="Environment">Where program, machine or threads were others than the first time; that alone is no difference of the run.</param>
public sealed record RecoveryReport(string RunId, bool Equal, int Folds, IReadOnlyList<RecoveryDifference> Differences, IReadOnlyList<string> Environment)
{
    private const int MostInText = 5;

    /// <summary>In one line, with the first differences.</summary>
    public string Text => Equal ? $"equal: {Folds} folds have the recorded hashes" : $"differs: {string.Join("; ", Differences.Take(MostInText))}{Rest}";

    private string Rest => Differences.Count > MostInText ? $" and {Differences.Count - MostInText} more" : string.Empty;
}
