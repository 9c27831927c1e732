using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Decisions that need no model, to be put through the same simulator beside the strategies.</summary>
public static class Baselines
{
    /// <summary>Long from the first fill to the last close.</summary>
    public static sbyte[] BuyAndHold(IReadOnlyList<PredictionWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        sbyte[] wanted = new sbyte[windows.Sum(window => window.Count)];
        Array.Fill(wanted, (sbyte)1);
        return wanted;
    }

    /// <summary>The naive line: what the last bar did goes on. No position on the first bar of the series and after a bar without a change.</summary>
    public static sbyte[] LastReturn(BarSeries bars, IReadOnlyList<PredictionWindow> windows, bool allowShort)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(windows);
        ReadOnlySpan<double> close = bars.Close;
        sbyte[] wanted = new sbyte[windows.Sum(window => window.Count)];
        int row = 0;
        foreach (PredictionWindow window in windows)
        {
            for (int bar = window.FirstBar; bar < window.EndBar; bar++, row++)
            {
                int direction = bar == 0 ? 0 : close[bar].CompareTo(close[bar - 1]);
                wanted[row] = (sbyte)(allowShort ? direction : Math.Max(direction, 0));
            }
        }

        return wanted;
    }
}
