using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Candles;

/// <summary>Makes the folds of a split from counts of bars; purge and leak receipt come from where all folds have them.</summary>
/// <param name="known">The bars of the split.</param>
/// <param name="options">Of the folds.</param>
/// <param name="train">The training part, the candle last.</param>
internal sealed class CandleFolds(BarSeries known, FoldOptions options, RowRange train)
{
    private readonly FoldErrors errors = new(known, options, known.Span);

    /// <summary>Where the knowledge of the training part ends.</summary>
    private DateTimeOffset Close => known.CloseTime(train.End - 1);

    public Fold Main(int number, int firstTest, int window, int windows) => Build(
        number,
        train,
        [.. Enumerable.Range(0, windows).Select(i => new RowRange(firstTest + (i * window), firstTest + ((i + 1) * window)))],
        known.Span.End);

    /// <summary>One after the other, the last so that its labels end with the candle; each trains on all of the training part before it.</summary>
    public IEnumerable<Fold> Before(int folds, int window)
    {
        int end = train.End - options.PurgeBars;
        for (int number = 1; number <= folds; number++)
        {
            int start = end - ((folds - number + 1) * window);
            yield return Build(number, new RowRange(train.First, start), [new RowRange(start, start + window)], Close);
        }
    }

    public Fold Search()
    {
        int tune = TuneStart(train);
        return Build(1, new RowRange(train.First, tune), [new RowRange(tune, train.End)], Close);
    }

    private static int TuneStart(RowRange rows) => rows.End - Math.Max(1, (int)(rows.Count * CandleSplit.TuneFraction));

    private Fold Build(int number, RowRange training, IReadOnlyList<RowRange> tests, DateTimeOffset limit)
    {
        int tune = TuneStart(training);
        List<(FoldPartKind Part, TimeInterval Interval)> blocks =
        [
            (FoldPartKind.Fit, new TimeInterval(known.OpenTime(training.First), known.OpenTime(tune))),
            (FoldPartKind.Tune, Interval(new RowRange(tune, training.End))),
            .. tests.Select(test => (FoldPartKind.Test, Interval(test))),
        ];
        return new FoldBuilder(known, options, limit, errors).Build(number, new FoldLayout(FoldKind.Average, blocks));
    }

    private TimeInterval Interval(RowRange rows) => new(known.OpenTime(rows.First), known.CloseTime(rows.End - 1));
}
