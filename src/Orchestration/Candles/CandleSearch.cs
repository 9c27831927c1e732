using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Looks for better params for a given time: draws them, trains each on the inner part of the fit rows, and scores it by the ROC AUC on the tune rows.</summary>
internal sealed class CandleSearch(CandleGround ground, TimeProvider clock)
{
    // More than a search of two minutes comes to.
    private const int MostTrials = 10_000;

    /// <param name="progress">Of the search, 0 to 1.</param>
    public CandleSearchResult Run(Fold fold, CandleConfig config, IProgress<double> progress, CancellationToken cancellation)
    {
        TimeSpan budget = TimeSpan.FromSeconds(config.OptimizeSeconds);
        long started = clock.GetTimestamp();
        ElapsedProgress elapsed = new(progress, clock, started, budget);

        // The own params are always scored: the search may find nothing better than them, and must not give less.
        double? ownAuc = Score(fold, config.Params, elapsed, cancellation);
        (CandleParams chosen, double? auc) = (config.Params, ownAuc);
        int trials = 1;
        TimeSpan left = budget - clock.GetElapsedTime(started);
        using CancellationTokenSource deadline = left > TimeSpan.Zero ? new CancellationTokenSource(left, clock) : new CancellationTokenSource(TimeSpan.Zero);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        CandleDraws draws = new(config.Seed);
        while (trials < MostTrials && clock.GetElapsedTime(started) < budget)
        {
            CandleParams drawn = draws.Next();
            try
            {
                double? score = Score(fold, drawn, elapsed, either.Token);
                trials++;
                if (score > auc || (auc is null && score is not null)) (chosen, auc) = (drawn, score);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The time is over in the middle of a trial, which does not count.
                break;
            }
        }

        progress.Report(1);
        return new CandleSearchResult(config.OptimizeSeconds, trials, config.Params, ownAuc, chosen, auc);
    }

    private double? Score(Fold fold, CandleParams drawn, ElapsedProgress elapsed, CancellationToken cancellation)
    {
        try
        {
            using CandleFit fit = ground.Fit(fold, drawn, elapsed, cancellation);
            CandleColumns tune = ground.Columns(fit, fold.Test);
            return LabelledProbabilities.RocAuc(tune.Labels, tune.Probabilities).Value;
        }
        catch (ServerlessTrainingException)
        {
            // Such as an inner part with one class: there is no score, and the final fit says itself what it cannot be made of.
            return null;
        }
    }

    /// <summary>A search is as far as its time.</summary>
    private sealed class ElapsedProgress(IProgress<double> progress, TimeProvider clock, long started, TimeSpan budget) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(Math.Min(1, clock.GetElapsedTime(started) / budget));
    }
}
