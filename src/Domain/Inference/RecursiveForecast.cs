using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>A forecast over several bars from a model that sees one bar ahead: each step is appended as a <see cref="SyntheticBar"/> and the model is
/// asked again. Nothing but the history and the model's own words enters.</summary>
public static class RecursiveForecast
{
    /// <summary>Why a model without a return head has no recursive strategies.</summary>
    public const string DirectionOnly = "the one-step model forecasts a direction only; a recursive forecast needs its return";

    /// <param name="history">Complete bars up to the decision bar. It is copied at each step: pass no more than the model's features need.</param>
    /// <param name="steps">Bars to look ahead.</param>
    /// <param name="oneStepReturn">The return of the bar after the last one of the series it is given; NaN where the model has no forecast, which
    /// ends the forecast.</param>
    /// <returns>The compounded return after each step; NaN from the step on that had no forecast. The last is the expected return over the
    /// horizon.</returns>
    public static double[] Run(BarSeries history, int steps, Func<BarSeries, double> oneStepReturn)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(oneStepReturn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        double[] compounded = new double[steps];
        compounded.AsSpan().Fill(double.NaN);
        BarSeries seen = history;
        double growth = 1;
        for (int step = 0; step < steps; step++)
        {
            double predicted = oneStepReturn(seen);
            if (double.IsNaN(predicted)) break;
            Bar bar = SyntheticBar.Next(seen, predicted);
            growth *= 1 + predicted;
            compounded[step] = growth - 1;
            if (step + 1 < steps) seen = Append(seen, bar);
        }

        return compounded;
    }

    private static BarSeries Append(BarSeries series, Bar bar) => BarSeries.Create(series.Symbol, series.Timeframe, series.Calendar, new BarColumns(
        [.. series.OpenTicks, bar.OpenTime.UtcTicks],
        [.. series.Open, bar.Open],
        [.. series.High, bar.High],
        [.. series.Low, bar.Low],
        [.. series.Close, bar.Close],
        [.. series.Volume, bar.Volume]));
}
