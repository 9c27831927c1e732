using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>ln(close / close n bars ago).</summary>
internal sealed class ReturnFeatures() : FeatureGroup(Lags[^1], [.. Lags.Select(lag => $"log_return_{lag}")])
{
    private static readonly int[] Lags = [1, 2, 3, 5, 10, 20];

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        using Scratch logs = new(bars.Count);
        Derived.Log(bars.Close, logs.Span);
        for (int i = 0; i < Lags.Length; i++) Derived.Change(logs.Span, Lags[i], columns[i]);
    }
}
