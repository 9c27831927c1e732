namespace ServerlessTraining.Domain.Inference;

/// <summary>What the members of a method say, in one form: expected returns scaled to the horizon, or 2p - 1 for probabilities, so that the sign is
/// the direction.</summary>
internal sealed class MemberColumns
{
    private readonly double[][] columns;
    private readonly int[] votes;
    private readonly int[] votesUp;
    private readonly int[] votesDown;

    public MemberColumns(MethodPredictions predictions, int horizon, int rows)
    {
        IsReturn = predictions.UsesReturns;
        columns = [.. predictions.Members.Select(member => Column(member, IsReturn, horizon))];
        votes = new int[rows];
        votesUp = new int[rows];
        votesDown = new int[rows];
        foreach (MemberPredictions member in predictions.Members)
        {
            Vote(member.ExpectedReturn, 0);
            Vote(member.ProbabilityUp, 0.5);
        }
    }

    public bool IsReturn { get; }

    public int Count => columns.Length;

    public double[] this[int member] => columns[member];

    /// <summary>Forecasts of the members on a row, returns and probabilities each by itself.</summary>
    public int Votes(int row) => votes[row];

    /// <summary>How many of them point where <paramref name="isUp"/> says; one that says 0 or 0.5 points nowhere.</summary>
    public int VotesFor(int row, bool isUp) => isUp ? votesUp[row] : votesDown[row];

    private static double[] Column(MemberPredictions member, bool isReturn, int horizon)
    {
        ReadOnlySpan<double> source = isReturn ? member.ExpectedReturn : member.ProbabilityUp;
        double scale = isReturn ? member.ScaleTo(horizon) : 2;
        double shift = isReturn ? 0 : -1;
        double[] column = new double[source.Length];
        for (int row = 0; row < column.Length; row++) column[row] = (source[row] * scale) + shift;
        return column;
    }

    private void Vote(ReadOnlySpan<double> forecasts, double neutral)
    {
        for (int row = 0; row < forecasts.Length; row++)
        {
            double forecast = forecasts[row];
            if (double.IsNaN(forecast)) continue;
            votes[row]++;
            if (forecast > neutral) votesUp[row]++;
            else if (forecast < neutral) votesDown[row]++;
        }
    }
}
