using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>A trained model with the scaler that its features go through.</summary>
internal sealed record ForecastModel(IModel Model, FittedScaler Scaler) : IDisposable
{
    public bool Forecasts(Target target) => Model.Targets.Contains(target);

    /// <summary>One value a row; NaN in the warm-up, and everywhere where the model has no such target.</summary>
    /// <param name="raw">Features of all bars, as they come.</param>
    public void Predict(FeatureMatrix raw, RowRange rows, Target target, Span<double> values)
    {
        values.Fill(double.NaN);
        RowRange able = rows.Within(raw.WarmUp + Model.History, rows.End);
        if (able.IsEmpty || !Forecasts(target)) return;

        // Scaled without the rest of the series: a fold asks for a few weeks of years.
        double[] near = raw.Rows((able.First - Model.History)..able.End).ToArray();
        Scaler.TransformRows(near);
        RowRange asked = new(Model.History, Model.History + able.Count);
        Model.Predict(new FeatureMatrix(raw.Names, near, 0), asked, target, values[(able.First - rows.First)..]);
    }

    public void Dispose() => Model.Dispose();
}
