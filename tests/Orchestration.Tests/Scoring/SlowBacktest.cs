using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>The rules of docs/guides/strategies.md for plain means, bar by bar and without any code of the product: what stored figures are compared with.</summary>
/// <param name="bars">As stored.</param>
/// <param name="labels">The regime of each bar.</param>
/// <param name="windows">In order; those that touch carry positions.</param>
/// <param name="rows">What the members say of each row, tune rows before report rows: probability and return.</param>
internal sealed class SlowBacktest(BarSeries bars, IReadOnlyList<string> labels, IReadOnlyList<PredictionWindow> windows, IReadOnlyList<(double Probability, double Return)[]> rows)
{
    private const double Commission = 0.001;
    private const double Slippage = 0.0005;
    private const int VolatilityBars = 20;
    private readonly List<(string Regime, double Return)> returns = [];
    private readonly List<(string Regime, double Return)> trades = [];

    /// <summary>Sharpe, total return, win rate and trades of a regime; of all for null.</summary>
    public (double? Sharpe, double? Total, double? WinRate, int Trades) Figures(string? regime)
    {
        double[] own = [.. returns.Where(bar => regime is null || bar.Regime == regime).Select(bar => bar.Return)];
        double[] made = [.. trades.Where(trade => regime is null || trade.Regime == regime).Select(trade => trade.Return)];
        double mean = own.Length == 0 ? 0 : own.Average();
        double deviation = own.Length < 2 ? 0 : Math.Sqrt(own.Sum(value => (value - mean) * (value - mean)) / (own.Length - 1));
        double barsAYear = bars.Calendar.BarsPerYear(bars.Timeframe);
        return (
            deviation <= 1e-12 ? null : mean / deviation * Math.Sqrt(barsAYear),
            own.Length == 0 ? null : own.Aggregate(1.0, (growth, value) => growth * (1 + value)) - 1,
            made.Length == 0 ? null : (double)made.Count(value => value > 0) / made.Length,
            made.Length);
    }

    public void Run(double threshold, int lookback)
    {
        Dictionary<int, int> wanted = Wanted(threshold, lookback);
        double cash = 10_000;
        double previous = cash;
        for (int w = 0; w < windows.Count;)
        {
            int first = windows[w].FirstBar;
            int end = windows[w++].EndBar;
            while (w < windows.Count && windows[w].FirstBar == end) end = windows[w++].EndBar;
            Trade(wanted, first, end, ref cash, ref previous);
        }
    }

    private void Trade(Dictionary<int, int> wanted, int first, int end, ref double cash, ref double previous)
    {
        double shares = 0;
        double notional = 0;
        double paid = 0;
        int decided = 0;
        for (int bar = first; bar < end; bar++)
        {
            int now = Math.Sign(shares);
            int then = bar > first ? wanted[bar - 1] : 0;
            string? owner = shares == 0 ? null : labels[decided];
            if (then != now)
            {
                if (now != 0) Close(bars.Open[bar], ref cash);
                if (then != 0)
                {
                    double price = bars.Open[bar] * (1 + (then * Slippage));
                    shares = then * cash / (price * (1 + Commission));
                    notional = Math.Abs(shares) * price;
                    paid = cash;
                    cash -= (shares * price) + (notional * Commission);
                    decided = bar - 1;
                    owner = labels[decided];
                }
            }

            if (bar == end - 1 && shares != 0) Close(bars.Close[bar], ref cash);
            double equity = cash + (shares * bars.Close[bar]);
            returns.Add((owner ?? labels[bar], (equity / previous) - 1));
            previous = equity;
        }

        void Close(double at, ref double money)
        {
            double price = at * (1 - (Math.Sign(shares) * Slippage));
            money += (shares * price) - (Math.Abs(shares) * price * Commission);
            trades.Add((labels[decided], (money - paid) / notional));
            shares = 0;
        }
    }

    /// <summary>The position decided at the close of each report bar.</summary>
    private Dictionary<int, int> Wanted(double threshold, int lookback)
    {
        double[] signals = [.. rows.Select(members => Mean(members.Select(member => member.Return)))];
        Dictionary<int, int> wanted = [];
        int row = 0;
        foreach (PredictionWindow window in windows)
        {
            for (int i = 0; i < window.Rows; i++, row++)
            {
                if (i < window.TuneCount) continue;
                int bar = window.BarOf(i);
                wanted[bar] = Confidence(signals, row, bar, lookback) >= threshold ? Math.Sign(signals[row]) : 0;
            }
        }

        return wanted;
    }

    private double Confidence(double[] signals, int row, int bar, int lookback)
    {
        double signal = signals[row];
        double[] before = [.. signals[Math.Max(0, row - lookback)..row].Where(value => !double.IsNaN(value))];
        double recent = before.Length == 0 ? 0.5 : (double)before.Count(value => Math.Sign(value) == Math.Sign(signal)) / before.Length;
        int[] votes =
        [
            .. rows[row].Select(member => member.Return).Where(value => !double.IsNaN(value)).Select(Math.Sign),
            .. rows[row].Select(member => member.Probability).Where(value => !double.IsNaN(value)).Select(value => value.CompareTo(0.5)),
        ];
        double consistency = (recent + ((double)votes.Count(vote => vote == Math.Sign(signal)) / votes.Length)) / 2;
        double magnitude = Rank(before.Select(Math.Abs), Math.Abs(signal));
        double calm = 1 - Rank(Enumerable.Range(Math.Max(VolatilityBars, bar - lookback), Math.Min(lookback, bar - VolatilityBars)).Select(Volatility), Volatility(bar));
        return (0.4 * magnitude) + (0.4 * consistency) + (0.2 * calm);
    }

    private double Volatility(int bar) => Enumerable.Range(bar - VolatilityBars + 1, VolatilityBars).Sum(i => Math.Pow((bars.Close[i] / bars.Close[i - 1]) - 1, 2));

    private static double Rank(IEnumerable<double> history, double value)
    {
        double[] past = [.. history];
        return past.Length == 0 ? 0.5 : past.Sum(other => other < value ? 1.0 : other == value ? 0.5 : 0) / past.Length;
    }

    private static double Mean(IEnumerable<double> values)
    {
        double[] there = [.. values.Where(value => !double.IsNaN(value))];
        return there.Length == 0 ? double.NaN : there.Sum() / there.Length;
    }
}
