using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>The rows of a run's prediction set: window by window, in each the tune rows of its fold, then the report rows.</summary>
internal sealed class ScoringRows
{
    private readonly int[] firsts;

    private ScoringRows(PredictionWindow[] windows)
    {
        Windows = windows;
        firsts = new int[windows.Length];
        for (int w = 1; w < windows.Length; w++) firsts[w] = firsts[w - 1] + windows[w - 1].Rows;
        Count = firsts[^1] + windows[^1].Rows;
    }

    public IReadOnlyList<PredictionWindow> Windows { get; }

    public int Count { get; }

    public static ScoringRows Of(ScoringCase work) => new(
    [
        .. work.AverageFolds.Select(fold =>
        {
            RowRange tune = fold.Tune.Blocks[0].Rows;
            RowRange test = fold.Test.Blocks[0].Rows;
            return new PredictionWindow($"fold {fold.Number}", test.First, test.Count, tune.First, tune.Count);
        }),
    ]);

    /// <summary>The first row of a window.</summary>
    public int First(int window) => firsts[window];

    /// <summary>A value a row, none known yet.</summary>
    public double[] Column()
    {
        double[] column = new double[Count];
        Array.Fill(column, double.NaN);
        return column;
    }

    /// <summary>The two stretches of a window, tune before report: bars that follow each other, and the row of the first.</summary>
    public IEnumerable<(int Row, RowRange Bars)> Stretches(int window)
    {
        PredictionWindow at = Windows[window];
        yield return (firsts[window], new RowRange(at.TuneFirstBar, at.TuneFirstBar + at.TuneCount));
        yield return (firsts[window] + at.TuneCount, new RowRange(at.FirstBar, at.EndBar));
    }
}
