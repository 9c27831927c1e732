using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>The recursive forecast of one bar after the other, by the very definition: features of a short history are computed anew at each step. Slow, and exact.</summary>
internal sealed class OneStepForecast
{
    private static readonly Target OneStep = Target.Return(1);
    private readonly OpenedModel opened;
    private readonly FeatureSystem system;
    private readonly int needed;

    public OneStepForecast(OpenedModel opened, Timeframe timeframe)
    {
        this.opened = opened;
        system = FeatureSystems.Parse(opened.Manifest.FeatureSystem);
        needed = system.WarmUp(timeframe, opened.Manifest.FeatureOptions) + opened.Model.History + 1;
        if (!opened.Model.Targets.Contains(OneStep)) throw new ServerlessTrainingException(RecursiveForecast.DirectionOnly);
    }

    /// <summary>The compounded return over so many bars behind a row; NaN where the row has too few bars before it.</summary>
    public double Over(BarSeries bars, int row, int steps)
    {
        if (row + 1 < needed) return double.NaN;
        int history = Math.Min(row + 1, Math.Max(needed, SyntheticBar.VolumeBars));
        return RecursiveForecast.Run(bars.Slice(row + 1 - history, history), steps, Next)[^1];
    }

    private double Next(BarSeries seen)
    {
        FeatureMatrix features = opened.Manifest.Scaler.Transform(system.Compute(seen.Slice(seen.Count - needed, needed), opened.Manifest.FeatureOptions));
        double[] predicted = new double[1];
        opened.Model.Predict(features, new RowRange(needed - 1, needed), OneStep, predicted);
        return predicted[0];
    }
}
