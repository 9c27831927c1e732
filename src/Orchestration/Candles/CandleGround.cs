using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What every fit of a run has in common: features and labels of its bars, made once for all folds of the split. The direction of the next bar is learned.</summary>
internal sealed class CandleGround
{
    private readonly CandleConfig config;
    private readonly FoldCase work;
    private readonly FeatureMatrix raw;
    private readonly FoldLabels labels;
    private readonly int threads;

    public CandleGround(CandleConfig config, CandleSplit split, ModelTypes types, int threads)
    {
        this.config = config;
        this.threads = threads;
        TrainingConfiguration training = config.Training(config.Params);
        work = new FoldCase(split.Known, split.Plan, split.Main, training, (ulong)config.Seed);
        Recipe = FoldRecipe.Of(training, types);
        raw = Recipe.FeatureSystem.Compute(split.Known, Recipe.FeatureOptions);
        labels = FoldLabels.Of(work, split.Known);
    }

    public BarSeries Bars => work.Bars;

    public FoldRecipe Recipe { get; }

    /// <exception cref="ServerlessTrainingException">The fold cannot be trained on.</exception>
    public CandleFit Fit(Fold fold, CandleParams chosen, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PreparedFold prepared = PreparedFold.Of(work with { Fold = fold }, Recipe, Bars, raw, labels);
        TrainingRequest request = prepared.Request([labels.Direction], config.Training(chosen).HyperParameters, work.Seed, threads);
        return new CandleFit(Recipe.Trainer.Train(request, progress, cancellation), prepared);
    }

    /// <summary>What a fit says of the rows of a part, beside what came.</summary>
    public CandleColumns Columns(CandleFit fit, FoldPart part) => Columns(fit, Rows(part).Ranges);

    /// <summary>The same for each block of a part.</summary>
    public IReadOnlyList<CandleColumns> Blocks(CandleFit fit, FoldPart part) => [.. Rows(part).Ranges.Select(range => Columns(fit, [range]))];

    private FoldPartRows Rows(FoldPart part) => FoldPartRows.Of(work, part, raw, Recipe.FeatureSystem.Name);

    private CandleColumns Columns(CandleFit fit, IReadOnlyList<RowRange> ranges)
    {
        int[] rows = [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Count))];
        double[] probabilities = new double[rows.Length];
        int next = 0;
        foreach (RowRange range in ranges)
        {
            fit.Model.Predict(fit.Fold.Features, range, labels.Direction, probabilities.AsSpan(next, range.Count));
            next += range.Count;
        }

        double[] directions = labels.Values[labels.Direction];
        double[] returns = labels.Values[labels.Return];
        return new CandleColumns(rows, [.. rows.Select(row => directions[row])], [.. rows.Select(row => returns[row])], probabilities);
    }
}
