using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>The simple average of the newest five closes (a level, so it is encoded), close / average - 1, and the average over the one a
/// bar before - 1.</summary>
internal sealed class FiveBarAverageFeatures(FeatureEncoder encoder) : FeatureGroup(
    Average.WarmUp + Math.Max(1, encoder.WarmUp), encoder.NameOf("ma5"), "ma5_distance", "ma5_slope")
{
    private static readonly MovingAverage Average = MovingAverage.Simple(5);

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        using Scratch averages = new(bars.Count);
        Span<double> average = averages.Span;
        Average.Apply(bars.Close, average);
        encoder.Encode(average, LevelKind.Price, columns[0]);
        ReadOnlySpan<double> close = bars.Close;
        double previous = double.NaN;
        for (int i = 0; i < average.Length; i++)
        {
            columns[1][i] = (close[i] / average[i]) - 1;
            columns[2][i] = (average[i] / previous) - 1;
            previous = average[i];
        }
    }
}
