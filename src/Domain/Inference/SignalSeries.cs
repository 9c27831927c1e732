namespace ServerlessTraining.Domain.Inference;

/// <summary>One forecast a row, made of the members', and what its confidence needs. Made once and filled for each method and ensemble, so that
/// scratch does not grow with the strategies.</summary>
internal sealed class SignalSeries
{
    private readonly PredictionRows rows;
    private readonly double[] values;
    private readonly double[] sizes;
    // Forecasts before a row: all, and those in each direction.
    private readonly int[] knownBefore;
    private readonly int[] upBefore;
    private readonly int[] downBefore;
    private MemberColumns? members;

    public SignalSeries(PredictionRows rows)
    {
        this.rows = rows;
        values = new double[rows.Count];
        sizes = new double[rows.Count];
        knownBefore = new int[rows.Count + 1];
        upBefore = new int[rows.Count + 1];
        downBefore = new int[rows.Count + 1];
    }

    /// <summary>The combined forecast of each row: a return, or 2p - 1; NaN where no member forecasts.</summary>
    public ReadOnlySpan<double> Values => values;

    public void Fill(MemberColumns columns, ReadOnlySpan<WindowWeights> windows)
    {
        members = columns;
        int row = 0;
        for (int w = 0; w < windows.Length; w++)
        {
            WindowWeights weights = windows[w];
            double[] weight = [.. weights.Weights];
            int end = row + rows.Windows[w].Rows;
            bool stacked = weights.IsStack;
            for (; row < end; row++) values[row] = stacked ? Stack(columns, weights.Intercept, weight, row) : Average(columns, weight, row);
        }

        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            sizes[i] = Math.Abs(value);
            knownBefore[i + 1] = knownBefore[i] + (double.IsNaN(value) ? 0 : 1);
            upBefore[i + 1] = upBefore[i] + (value > 0 ? 1 : 0);
            downBefore[i + 1] = downBefore[i] + (value < 0 ? 1 : 0);
        }
    }

    /// <summary>The confidence of a row's forecast; 0 for a row that has none or that points nowhere.</summary>
    public double ConfidenceAt(int row, int lookback, double calm)
    {
        double value = values[row];
        if (double.IsNaN(value) || value == 0) return 0;
        int from = Math.Max(0, row - lookback);
        int known = knownBefore[row] - knownBefore[from];
        int[] directionBefore = value > 0 ? upBefore : downBefore;
        double magnitude = members!.IsReturn ? Confidence.Rank(sizes.AsSpan(from, row - from), sizes[row], known) : sizes[row];
        double consistency = Confidence.Consistency(directionBefore[row] - directionBefore[from], known, members.VotesFor(row, value > 0), members.Votes(row));
        return Confidence.Of(magnitude, consistency, calm);
    }

    private static double Average(MemberColumns members, double[] weights, int row)
    {
        double sum = 0;
        double total = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            double forecast = members[j][row];
            if (double.IsNaN(forecast)) continue;
            sum += weights[j] * forecast;
            total += weights[j];
        }

        // A row that none of the weighted members forecasts may still have a forecast.
        return total > 0 ? sum / total : MeanOfPresent(members, row);
    }

    private static double Stack(MemberColumns members, double intercept, double[] weights, int row)
    {
        double sum = intercept;
        for (int j = 0; j < weights.Length; j++)
        {
            // A member without weight need not be there.
            if (weights[j] != 0) sum += weights[j] * members[j][row];
        }

        if (double.IsNaN(sum)) return MeanOfPresent(members, row);
        return members.IsReturn ? sum : Math.Tanh(sum / 2);
    }

    private static double MeanOfPresent(MemberColumns members, int row)
    {
        double sum = 0;
        int present = 0;
        for (int j = 0; j < members.Count; j++)
        {
            double forecast = members[j][row];
            if (double.IsNaN(forecast)) continue;
            sum += forecast;
            present++;
        }

        return present > 0 ? sum / present : double.NaN;
    }
}
