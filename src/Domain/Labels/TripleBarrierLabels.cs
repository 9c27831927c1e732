using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Labels;

/// <summary>Which of three barriers a long position meets first. A price that reaches a barrier touches it. Where high and low of one bar
/// reach both, the stop is assumed to have come first, since the bar does not tell and the other guess would flatter; only a bar that opens
/// beyond a barrier settles it. A row has a label only where its whole horizon lies in the data, also when a barrier was met sooner: among
/// the last rows only the quick ones would be known, and quick is part of the outcome.</summary>
public static class TripleBarrierLabels
{
    public static TripleBarrierSet Compute(BarSeries bars, TripleBarrierOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        double[]? volatility = options.Volatility is null ? null : TrailingVolatility.Compute(bars, options.Volatility);
        int count = bars.Count;
        LabelBuffer labels = new(count);
        BarrierOutcome[] outcomes = new BarrierOutcome[count];
        double[] returns = new double[count];
        int[] touchBars = new int[count];
        Array.Fill(returns, double.NaN);
        Array.Fill(touchBars, LabelSet.Unlabelled);
        Position position = new(bars, options);
        for (int row = 0; row + options.Label.EntryDelay < count; row++)
        {
            double unit = volatility?[row] ?? 1;
            // Written so that a volatility of NaN has no label.
            if (!(unit > options.MinVolatility)) continue;
            int last = position.LastBar(row);
            if (last >= count) continue;
            Exit exit = position.Leave(row, last, unit);
            labels.Set(row, exit.Outcome switch { BarrierOutcome.TakeProfit => 1, BarrierOutcome.Stop => -1, _ => 0 }, exit.EndBar);
            outcomes[row] = exit.Outcome;
            returns[row] = exit.Return;
            touchBars[row] = exit.TouchBar;
        }

        return new TripleBarrierSet(labels.ToLabelSet(), outcomes, returns, touchBars);
    }

    private readonly record struct Exit(BarrierOutcome Outcome, double Return, int TouchBar, int EndBar);

    private readonly ref struct Position(BarSeries bars, TripleBarrierOptions options)
    {
        private readonly ReadOnlySpan<double> open = bars.Open;
        private readonly ReadOnlySpan<double> high = bars.High;
        private readonly ReadOnlySpan<double> low = bars.Low;
        private readonly ReadOnlySpan<double> close = bars.Close;
        private readonly ReadOnlySpan<long> ticks = bars.OpenTicks;
        private readonly int delay = options.Label.EntryDelay;

        /// <summary>The bar whose open (close, with an entry delay of 0) ends the label when time runs out; past the data where that is not
        /// known.</summary>
        public int LastBar(int row)
        {
            int last = row + options.Label.Reach;
            if (options.MaxHolding is not { } holding) return last;
            int entry = row + delay;
            int found = ticks.BinarySearch(ticks[entry] + holding.Ticks);
            int timeOut = found < 0 ? ~found : found;
            return Math.Min(last, timeOut);
        }

        public Exit Leave(int row, int last, double unit)
        {
            bool atClose = delay == 0;
            double entry = atClose ? close[row] : open[row + delay];
            double upper = entry + (entry * options.TakeProfit * unit);
            double lower = entry - (entry * options.Stop * unit);
            int first = atClose ? row + 1 : row + delay;
            int end = atClose ? last + 1 : last;
            for (int bar = first; bar < end; bar++)
            {
                (BarrierOutcome outcome, double price) = options.Touch == BarrierTouch.Close ? ByClose(bar, lower, upper) : ByRange(bar, lower, upper);
                if (outcome == BarrierOutcome.None) continue;
                bool nextOpen = options.Touch == BarrierTouch.Close && !atClose;
                return new Exit(outcome, ((nextOpen ? open[bar + 1] : price) / entry) - 1, bar, nextOpen ? bar + 1 : bar);
            }

            return new Exit(BarrierOutcome.Horizon, ((atClose ? close[last] : open[last]) / entry) - 1, LabelSet.Unlabelled, last);
        }

        private (BarrierOutcome Outcome, double Price) ByClose(int bar, double lower, double upper)
        {
            double price = close[bar];
            return price <= lower ? (BarrierOutcome.Stop, price) : price >= upper ? (BarrierOutcome.TakeProfit, price) : default;
        }

        private (BarrierOutcome Outcome, double Price) ByRange(int bar, double lower, double upper)
        {
            if (open[bar] <= lower) return (BarrierOutcome.Stop, open[bar]);
            if (open[bar] >= upper) return (BarrierOutcome.TakeProfit, open[bar]);
            if (low[bar] <= lower) return (BarrierOutcome.Stop, lower);
            return high[bar] >= upper ? (BarrierOutcome.TakeProfit, upper) : default;
        }
    }
}
