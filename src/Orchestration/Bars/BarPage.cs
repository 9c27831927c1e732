using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Some bars of a series.</summary>
/// <param name="Columns">What the places of each bar hold.</param>
/// <param name="Bars">One array a bar.</param>
/// <param name="Continuation">The open time that the next page begins with; null at the end.</param>
public sealed record BarPage(string Symbol, string Timeframe, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object>> Bars, string? Continuation)
{
    private static readonly string[] Names = ["time", "open", "high", "low", "close", "volume"];

    public static BarPage Of(BarSeries bars, DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(bars);
        object[][] rows = new object[bars.Count][];
        for (int i = 0; i < rows.Length; i++)
        {
            Bar bar = bars[i];
            rows[i] = [TimeInterval.Text(bar.OpenTime), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume];
        }

        return new BarPage(bars.Symbol.Name, bars.Timeframe.Name, Names, rows, next is { } time ? TimeInterval.Text(time) : null);
    }
}
