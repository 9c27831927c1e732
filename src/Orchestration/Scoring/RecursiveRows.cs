using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary><see cref="RecursiveForecast"/> for many rows: the same figures, with the model asked for all rows of a step at once, and features computed for the one bar that is new
/// from no more history than they read.</summary>
/// <param name="bars">The series.</param>
/// <param name="raw">Its features, as they come.</param>
/// <param name="features">The features of single bars.</param>
internal sealed class RecursiveRows(BarSeries bars, FeatureMatrix raw, FeatureRows features)
{
    // Some megabytes of bars and features at a time.
    private const int RowsAtATime = 512;
    private static readonly Target OneStep = Target.Return(1);

    // What features and the synthetic volume read, the newest bar included.
    private readonly int seen = Math.Max(features.WarmUp + 1, SyntheticBar.VolumeBars);

    /// <summary>The compounded return of the last step, a value a row; NaN where the features are in their warm-up, and where the model answers with no return above -1.</summary>
    /// <param name="model">That sees one bar ahead.</param>
    /// <param name="rows">Decision bars.</param>
    /// <param name="steps">Bars to look ahead.</param>
    /// <returns>How many rows have no forecast because of what the model answered.</returns>
    public int Forecast(ForecastModel model, RowRange rows, int steps, Span<double> compounded, CancellationToken cancellation)
    {
        compounded.Fill(double.NaN);
        RowRange able = rows.Within(raw.WarmUp + model.Model.History, rows.End);
        int refused = 0;
        for (int first = able.First; first < able.End; first += RowsAtATime)
        {
            RowRange some = able.Within(first, Math.Min(able.End, first + RowsAtATime));
            refused += ForecastSome(model, some, steps, compounded.Slice(some.First - rows.First, some.Count), cancellation);
        }

        return refused;
    }

    private int ForecastSome(ForecastModel model, RowRange rows, int steps, Span<double> compounded, CancellationToken cancellation)
    {
        int width = raw.ColumnCount;
        int read = model.Model.History + 1;
        BarSeries[] history = new BarSeries[rows.Count];
        double[] inputs = new double[rows.Count * read * width];
        for (int i = 0; i < rows.Count; i++)
        {
            int bar = rows.First + i;
            int from = Math.Max(0, bar + 1 - seen);
            history[i] = bars.Slice(from, bar + 1 - from);
            raw.Rows((bar + 1 - read)..(bar + 1)).CopyTo(inputs.AsSpan(i * read * width));
        }

        model.Scaler.TransformRows(inputs);
        double[] growth = new double[rows.Count];
        Array.Fill(growth, 1);
        double[] answers = new double[rows.Count];
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Ask(model.Model, inputs, read, answers);
            for (int i = 0; i < answers.Length; i++)
            {
                // Once without, always without: NaN spreads.
                growth[i] *= answers[i] > -1 && double.IsFinite(answers[i]) ? 1 + answers[i] : double.NaN;
                if (step + 1 == steps || double.IsNaN(growth[i])) continue;
                history[i] = Append(history[i], SyntheticBar.Next(history[i], answers[i]));
                Span<double> input = inputs.AsSpan(i * read * width, read * width);
                input[width..].CopyTo(input);
                Span<double> newest = input[^width..];
                features.Write(history[i].Slice(history[i].Count - features.WarmUp - 1, features.WarmUp + 1), newest);
                model.Scaler.TransformRows(newest);
            }
        }

        int refused = 0;
        for (int i = 0; i < growth.Length; i++)
        {
            compounded[i] = growth[i] - 1;
            if (double.IsNaN(growth[i])) refused++;
        }

        return refused;
    }

    private void Ask(IModel model, double[] inputs, int read, double[] answers)
    {
        // A copy: a matrix owns its values, and these change with the next step.
        FeatureMatrix matrix = new(raw.Names, [.. inputs], 0);
        if (read == 1)
        {
            model.Predict(matrix, new RowRange(0, answers.Length), OneStep, answers);
            return;
        }

        // Each sequence ends in the one row that is asked for; the rows between belong to two sequences at once.
        for (int i = 0; i < answers.Length; i++)
        {
            int last = ((i + 1) * read) - 1;
            model.Predict(matrix, new RowRange(last, last + 1), OneStep, answers.AsSpan(i, 1));
        }
    }

    private BarSeries Append(BarSeries series, Bar bar)
    {
        int kept = Math.Min(series.Count, seen - 1);
        int from = series.Count - kept;
        return BarSeries.Create(series.Symbol, series.Timeframe, series.Calendar, new BarColumns(
            With(series.OpenTicks, bar.OpenTime.UtcTicks),
            With(series.Open, bar.Open),
            With(series.High, bar.High),
            With(series.Low, bar.Low),
            With(series.Close, bar.Close),
            With(series.Volume, bar.Volume)));

        T[] With<T>(ReadOnlySpan<T> values, T newest)
        {
            T[] longer = new T[kept + 1];
            values[from..].CopyTo(longer);
            longer[kept] = newest;
            return longer;
        }
    }
}
