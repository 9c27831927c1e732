namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>What one member of a method says: a value a row, NaN where it says nothing.</summary>
/// <param name="Probability">Of a rise.</param>
/// <param name="Return">Over the member's own horizon.</param>
/// <param name="Scale">What a return of it counts as over the run's horizon.</param>
internal sealed record SlowMember(double[] Probability, double[] Return, double Scale = 1)
{
    public double Signal(int row) => Return[row] * Scale;

    /// <summary>The directions that it votes for on a row: one for the return, one for the probability.</summary>
    public IEnumerable<int> Votes(int row)
    {
        if (!double.IsNaN(Return[row])) yield return Math.Sign(Return[row]);
        if (!double.IsNaN(Probability[row])) yield return Probability[row].CompareTo(0.5);
    }
}
