using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Scoring;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>What a stored model says of bars: opens it once every byte of it is checked, makes its features, asks it row by row.</summary>
public sealed class ModelForecast(ModelTypes types)
{
    /// <summary>The direction that the model forecasts; where it has several horizons, the first. A bar without features, in the warm-up, has no row.</summary>
    /// <param name="modelFiles">As <see cref="ModelFile.Pack"/> wrote them, compressed or not.</param>
    /// <param name="bars">Of the model's timeframe, with those before <paramref name="from"/> that its features look back on.</param>
    /// <param name="from">The first bar opens at or after; null for the first there is.</param>
    /// <param name="to">The last bar opens before; null for the last there is.</param>
    /// <param name="threshold">A probability of at least so much is forecast as a rise; 0 to 1.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="ServerlessTrainingException">The model is damaged, is not for such bars, or forecasts no direction.</exception>
    public IReadOnlyList<ForecastRow> Run(
        IReadOnlyDictionary<string, byte[]> modelFiles, BarSeries bars, DateTimeOffset? from, DateTimeOffset? to, double threshold, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (threshold is not (>= 0 and <= 1)) throw new ServerlessTrainingException($"The threshold is {threshold}; a probability from 0 to 1 is needed.");
        OpenedModel read = ModelFile.Open(modelFiles, types);
        using ForecastModel model = new(read.Model, read.Manifest.Scaler);
        if (Faults(read.Manifest, bars.Timeframe).FirstOrDefault() is { } fault) throw new ServerlessTrainingException($"The model cannot forecast {bars.Symbol}: {fault}.");
        int first = from is { } start ? bars.IndexAtOrAfter(start) : 0;
        int end = to is { } stop ? bars.IndexAtOrAfter(stop) : bars.Count;
        if (first >= end) return [];
        cancellation.ThrowIfCancellationRequested();

        // What comes after is cut off before anything is computed, so that nothing can know it.
        FeatureMatrix raw = FeatureSystems.Parse(read.Manifest.FeatureSystem).Compute(bars.Slice(0, end), read.Manifest.FeatureOptions);
        cancellation.ThrowIfCancellationRequested();
        double[] up = new double[end - first];
        model.Predict(raw, new RowRange(first, end), DirectionOf(read.Manifest)!.Value, up);
        return
        [
            .. from row in Enumerable.Range(0, up.Length)
               let probability = up[row]
               where !double.IsNaN(probability)
               select new ForecastRow(bars.OpenTime(first + row), probability >= threshold ? 1 : 0, probability, Math.Abs(probability - 0.5)),
        ];
    }

    /// <summary>Why a model can say nothing of a market's bars; none where it can.</summary>
    internal static IEnumerable<string> Faults(ModelManifest manifest, Timeframe timeframe)
    {
        if (manifest.Timeframe != timeframe) yield return $"it is for bars of {manifest.Timeframe}, and these are of {timeframe}";
        if (DirectionOf(manifest) is null) yield return $"it forecasts {string.Join(", ", manifest.Targets)}; a direction is needed";
    }

    private static Target? DirectionOf(ModelManifest manifest) => manifest.Targets.Cast<Target?>().FirstOrDefault(target => target!.Value.Kind == TargetKind.Direction);
}
