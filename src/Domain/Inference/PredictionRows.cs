using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Where the rows of a prediction set lie on the bars, and what became of each: its outcome and when that was known.</summary>
internal sealed class PredictionRows
{
    private readonly int[] bars;
    private readonly double[] outcomes;
    private readonly int reach;

    public PredictionRows(BarSeries series, PredictionSet predictions, int entryDelay)
    {
        Windows = predictions.Windows;
        reach = entryDelay + predictions.Horizon;
        bars = new int[predictions.Rows];
        outcomes = new double[predictions.Rows];
        FirstRows = new int[Windows.Count];
        ReadOnlySpan<double> open = series.Open;
        int row = 0;
        for (int w = 0; w < Windows.Count; w++)
        {
            PredictionWindow window = Windows[w];
            FirstRows[w] = row + window.TuneCount;
            for (int i = 0; i < window.Rows; i++, row++)
            {
                int bar = window.BarOf(i);
                bars[row] = bar;
                outcomes[row] = bar + reach < open.Length ? (open[bar + reach] / open[bar + entryDelay]) - 1 : double.NaN;
            }
        }
    }

    public IReadOnlyList<PredictionWindow> Windows { get; }

    /// <summary>The first report row of each window.</summary>
    public int[] FirstRows { get; }

    public int Count => bars.Length;

    /// <summary>The return from the fill of the decision to the open one horizon later; NaN where the series ends before.</summary>
    public double Outcome(int row) => outcomes[row];

    /// <summary>The latest rows before a window whose outcome is known at its first decision, newest first.</summary>
    /// <returns>How many there are.</returns>
    public int KnownBefore(int window, Span<int> rows)
    {
        int count = 0;
        for (int row = FirstRows[window] - 1; row >= 0 && count < rows.Length; row--)
        {
            if (bars[row] + reach <= Windows[window].FirstBar) rows[count++] = row;
        }

        return count;
    }
}
