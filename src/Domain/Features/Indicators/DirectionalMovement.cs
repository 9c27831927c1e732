namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Wilder's ADX and directional indicators, from 0 to 1 (not to 100). 0 where nothing moved.</summary>
public static class DirectionalMovement
{
    /// <summary>Of the ADX, which averages twice.</summary>
    public static int WarmUp(MovingAverage average)
    {
        ArgumentNullException.ThrowIfNull(average);
        return TrueRange.WarmUp + (2 * average.WarmUp);
    }

    /// <summary><paramref name="difference"/> is the upward indicator less the downward one, from -1 to 1.</summary>
    public static void Compute(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, MovingAverage average, Span<double> adx, Span<double> difference)
    {
        ArgumentNullException.ThrowIfNull(average);
        using Scratch moves = new(close.Length);
        using Scratch ups = new(close.Length);
        using Scratch downs = new(close.Length);
        Span<double> move = moves.Span;
        Moves(high, low, move, 1);
        average.Apply(move, ups.Span);
        Moves(high, low, move, -1);
        average.Apply(move, downs.Span);
        TrueRange.Compute(high, low, close, move);
        average.Apply(move, difference);
        Span<double> up = ups.Span;
        Span<double> down = downs.Span;
        for (int i = 0; i < difference.Length; i++)
        {
            double range = difference[i];
            double total = up[i] + down[i];
            move[i] = total == 0 ? 0 : Math.Abs(up[i] - down[i]) / total;
            difference[i] = range == 0 ? 0 : (up[i] - down[i]) / range;
        }

        // Before the first index there is nothing to average.
        int first = Math.Min(TrueRange.WarmUp + average.WarmUp, move.Length);
        adx[..first].Fill(double.NaN);
        average.Apply(move[first..], adx[first..]);
    }

    /// <summary>How far the bar reaches beyond the one before it in one direction, where it reaches farther there than in the
    /// other.</summary>
    private static void Moves(ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> output, int direction)
    {
        if (output.Length > 0) output[0] = double.NaN;
        for (int i = 1; i < output.Length; i++)
        {
            double rise = high[i] - high[i - 1];
            double fall = low[i - 1] - low[i];
            double here = direction > 0 ? rise : fall;
            double there = direction > 0 ? fall : rise;
            output[i] = here > there && here > 0 ? here : 0;
        }
    }
}
