using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Trains a run: looks for params where that is asked for, tests before the candle, then the model, its threshold and its figures. Reads and writes nothing else;
/// without a search the same split, configuration, threads and machine give the same bytes.</summary>
internal sealed class CandleTraining(ModelTypes types, int threads, TimeProvider clock)
{
    // Of the whole: features are made before the first, what is left after the second is predicting and storing.
    private const double Starts = 0.05;
    private const double Ends = 0.95;

    // How much of the work a search and a fit are, roughly.
    private const double SearchWeight = 4;
    private const double FitWeight = 1;

    /// <exception cref="ServerlessTrainingException">It can never be trained.</exception>
    public TrainedCandle Run(CandleConfig config, CandleSplit split, IProgress<double> progress, CancellationToken cancellation)
    {
        CandleGround ground = new(config, split, types, threads);
        List<string> notes = [];
        double step = (Ends - Starts) / ((config.OptimizeSeconds > 0 ? SearchWeight : 0) + ((split.Before.Count + 1) * FitWeight));
        double at = Starts;
        progress.Report(at);
        CandleSearchResult? search = null;
        if (config.OptimizeSeconds > 0)
        {
            double end = at + (SearchWeight * step);
            search = new CandleSearch(ground, clock).Run(split.Search, config, new ProgressShare(progress, at, end), cancellation);
            if (split.Before.Count > 0) notes.Add("The params were chosen on the tune part, where folds before the candle are tested as well: their figures flatter.");
            at = end;
        }

        CandleParams chosen = search?.Chosen ?? config.Params;
        List<CandleFoldFigures> before = [];
        foreach (Fold fold in split.Before)
        {
            if (Before(ground, fold, chosen, notes, cancellation) is { } figures) before.Add(figures);
            at += FitWeight * step;
            progress.Report(at);
        }

        TrainingSteps steps = new(progress, [Target.Direction(CandleSplit.Horizon)], at, Ends);
        CandleFit fit = ground.Fit(split.Main, chosen, steps, cancellation);
        try
        {
            CandleJudgement judgement = new(ground, fit, split.Main);
            CandleResults results = judgement.Results(config, split, chosen, notes) with
            {
                Search = search,
                Stability = split.Before.Count == 0 ? null : new CandleStability(before, CandleSpreads.Of(before.Select(fold => fold.Metrics))),
            };
            return new TrainedCandle(fit, ground.Recipe, config.Training(chosen), results, judgement.Csv());
        }
        catch
        {
            fit.Dispose();
            throw;
        }
    }

    /// <summary>Null, with a note, where the fold cannot be trained on, as where its tune part has one class.</summary>
    private static CandleFoldFigures? Before(CandleGround ground, Fold fold, CandleParams chosen, List<string> notes, CancellationToken cancellation)
    {
        try
        {
            using CandleFit fit = ground.Fit(fold, chosen, progress: null, cancellation);
            CandleColumns tune = ground.Columns(fit, fold.Tune);
            ThresholdChoice threshold = ThresholdChoice.BestF1(tune.Labels, tune.Probabilities);
            return ground.Columns(fit, fold.Test).FoldFigures(fold.Number, ground.Bars, threshold.Threshold, $"fold {fold.Number} before the candle", notes);
        }
        catch (ServerlessTrainingException error)
        {
            notes.Add($"Fold {fold.Number} before the candle was left out: {error.Message}");
            return null;
        }
    }
}
