namespace ServerlessTraining.Models.Trees;

/// <summary>Boosts one iteration at a time in managed code, so that progress, early stopping and cancellation are the same for every library.</summary>
internal static class BoostingLoop
{
    public static LearningCurve Run(IBooster booster, BoostingPlan plan, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        List<double> fit = [];
        List<double> tune = [];
        int done = 0;
        int best = 0;
        bool going = true;
        while (going && done < plan.Iterations)
        {
            cancellation.ThrowIfCancellationRequested();
            int iteration = done + 1;
            going = booster.Advance(iteration);
            if (!going && iteration > 1) break;
            done = iteration;
            if (plan.FitCurve) fit.Add(booster.FitMetric(iteration));
            if (plan.HasTune)
            {
                tune.Add(booster.TuneMetric(iteration));
                if (best == 0 || IsBetter(plan, tune[^1], tune[best - 1])) best = iteration;
            }

            progress?.Report(new TrainingProgress(plan.Target, iteration, plan.Iterations, plan.FitCurve ? fit[^1] : null, plan.HasTune ? tune[^1] : null));
            if (plan.StopsEarly && done - best >= plan.Patience) break;
        }

        return new LearningCurve(plan.Target, plan.Metric, fit, tune, plan.StopsEarly ? best : done);
    }

    private static bool IsBetter(BoostingPlan plan, double metric, double than) => plan.HigherIsBetter ? metric > than : metric < than;
}
