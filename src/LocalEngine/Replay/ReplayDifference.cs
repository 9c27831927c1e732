namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Where the code first does something else than the history says.</summary>
/// <param name="Execution">From 1; more than one where the instance continued as new.</param>
/// <param name="Turn">Of the execution, from 1.</param>
/// <param name="Explanation">What the history has, what the code does, and the id of the call.</param>
public sealed record ReplayDifference(int Execution, int Turn, string Explanation)
{
    public override string ToString() => $"execution {Execution}, turn {Turn}: {Explanation}";
}
