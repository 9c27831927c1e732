using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>A fold made ready for a trainer: what all configurations of the same features and horizon have in common. Nobody writes to it, so several trainings share one.</summary>
/// <param name="Bars">The known ones.</param>
/// <param name="Features">Scaled.</param>
/// <param name="Scaler">Fitted on the fit rows.</param>
/// <param name="Labels">Of every bar.</param>
/// <param name="Fit">Weighted by the uniqueness of their labels, as are those of <paramref name="Tune"/>.</param>
/// <param name="Notes">For the reader of the run.</param>
internal sealed record PreparedFold(BarSeries Bars, FeatureMatrix Features, FittedScaler Scaler, FoldLabels Labels, Samples Fit, Samples Tune, IReadOnlyList<string> Notes)
{
    // Two columns of labels and two of weights.
    private const int ColumnsBeside = 4;

    /// <summary>What its arrays take, about.</summary>
    public long Bytes => (long)Features.RowCount * (Features.ColumnCount + ColumnsBeside) * sizeof(double);

    /// <exception cref="ServerlessTrainingException">It has no usable row, or its labels look further than the plan was purged for.</exception>
    public static PreparedFold Of(FoldCase work, FoldRecipe recipe)
    {
        BarSeries bars = work.KnownBars();
        return Of(work, recipe, bars, recipe.FeatureSystem.Compute(bars, recipe.FeatureOptions), FoldLabels.Of(work, bars));
    }

    /// <param name="work">Of a fold of <paramref name="bars"/>.</param>
    /// <param name="recipe">That of the configuration.</param>
    /// <param name="bars">As far as they may be known.</param>
    /// <param name="raw">Their features, not scaled.</param>
    /// <param name="labels">Of every one of them.</param>
    /// <exception cref="ServerlessTrainingException">It has no usable row.</exception>
    public static PreparedFold Of(FoldCase work, FoldRecipe recipe, BarSeries bars, FeatureMatrix raw, FoldLabels labels)
    {
        FoldPartRows fit = FoldPartRows.Of(work, work.Fold.Fit, raw, recipe.FeatureSystem.Name);
        FoldPartRows tune = FoldPartRows.Of(work, work.Fold.Tune, raw, recipe.FeatureSystem.Name);
        FittedScaler scaler = Scalers.Standard.Fit(raw, fit.Ranges);
        FeatureMatrix features = scaler.Transform(raw);
        return new PreparedFold(bars, features, scaler, labels, Of(fit), Of(tune), [.. new[] { fit.Note, tune.Note }.OfType<string>()]);

        Samples Of(FoldPartRows part) => new(features, part.Ranges, labels.Values, labels.Weights(part.Ranges));
    }

    /// <summary>What a trainer is asked for.</summary>
    public TrainingRequest Request(IReadOnlyList<Target> targets, HyperParameters options, ulong seed, int threads) => new()
    {
        Fit = Fit,
        Tune = Tune,
        Targets = targets,
        Options = options,
        Seed = seed,
        Threads = threads,
    };
}
