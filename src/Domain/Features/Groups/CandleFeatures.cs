using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>ln(open / previous close), ln(high / low), and body (close - open, signed) and shadows as shares of the range; the shares are 0
/// in a bar without range.</summary>
internal sealed class CandleFeatures() : FeatureGroup(1, "log_gap", "log_range", "body_share", "upper_shadow_share", "lower_shadow_share")
{
    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        ReadOnlySpan<double> open = bars.Open;
        ReadOnlySpan<double> high = bars.High;
        ReadOnlySpan<double> low = bars.Low;
        ReadOnlySpan<double> close = bars.Close;
        double previousClose = double.NaN;
        for (int i = 0; i < open.Length; i++)
        {
            double range = high[i] - low[i];
            columns[0][i] = Math.Log(open[i] / previousClose);
            columns[1][i] = Math.Log(high[i] / low[i]);
            columns[2][i] = Share.Of(close[i] - open[i], range, 0);
            columns[3][i] = Share.Of(high[i] - Math.Max(open[i], close[i]), range, 0);
            columns[4][i] = Share.Of(Math.Min(open[i], close[i]) - low[i], range, 0);
            previousClose = close[i];
        }
    }
}
