using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Trains a fold: bars, plan, configuration and seed to model, predictions and figures. Reads and writes nothing else; the same case, threads and machine give
/// the same bytes.</summary>
internal sealed class FoldTraining(ModelTypes types, int threads)
{
    // Of the whole work: features are made before the first, what is left after the second is predicting and storing.
    private const double TrainingStarts = 0.05;
    private const double TrainingEnds = 0.95;

    private readonly PreparedFolds prepared = new(PreparedFolds.DefaultBytes);

    /// <exception cref="ServerlessTrainingException">It can never be trained.</exception>
    public TrainedFold Run(FoldCase work, IProgress<double> progress, CancellationToken cancellation)
    {
        FoldRecipe recipe = FoldRecipe.Of(work.Configuration, types);
        PreparedFold fold = prepared.Of(work, recipe);
        FoldLabels labels = fold.Labels;
        Target[] targets = [labels.Direction, labels.Return];
        TrainingRequest request = fold.Request(targets, work.Configuration.HyperParameters, work.Seed, threads);
        progress.Report(TrainingStarts);
        cancellation.ThrowIfCancellationRequested();
        IModel model = recipe.Trainer.Train(request, new TrainingSteps(progress, targets, TrainingStarts, TrainingEnds), cancellation);
        try
        {
            FoldPredictions predictions = Predict(work, model, fold.Features, fold.Bars, labels, cancellation);
            FoldFigures figures = FoldFigures.Of(labels, fold.Bars, predictions);
            string[] notes = [.. fold.Notes, .. model.Report.Notes, .. figures.Notes];
            return new TrainedFold(model, recipe, fold.Scaler, predictions, figures.Metrics, figures.Reasons, notes);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static FoldPredictions Predict(FoldCase work, IModel model, FeatureMatrix features, BarSeries bars, FoldLabels labels, CancellationToken cancellation)
    {
        List<PredictionBlock> blocks = [];
        foreach (FoldPart part in new[] { work.Fold.Tune, work.Fold.Test })
        {
            foreach (RowRange rows in part.Blocks.Select(block => block.Rows))
            {
                cancellation.ThrowIfCancellationRequested();
                long[] openTicks = bars.OpenTicks[rows.First..rows.End].ToArray();
                blocks.Add(new PredictionBlock(part.Kind, openTicks, Column(labels.Direction, rows), Column(labels.Return, rows)));
            }
        }

        return new FoldPredictions(bars.Symbol, bars.Timeframe, work.Configuration.Horizon, blocks);

        double[] Column(Target target, RowRange rows)
        {
            double[] values = new double[rows.Count];
            Array.Fill(values, double.NaN);
            RowRange able = rows.Within(features.WarmUp + model.History, rows.End);
            if (!able.IsEmpty) model.Predict(features, able, target, values.AsSpan(able.First - rows.First));
            return values;
        }
    }
}
