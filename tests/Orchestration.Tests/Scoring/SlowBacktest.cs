using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>The rules of docs/guides/strategies.md from forecasts to figures, bar by bar and without any code of the product: what stored figures are compared with. Ruin and lots
/// do not come up here.</summary>
/// <param name="bars">As stored.</param>
/// <param name="labels">The regime of each bar.</param>
/// <param name="windows">In order; those that touch carry positions.</param>
/// <param name="horizon">At which a decision is judged.</param>
internal sealed class SlowBacktest(BarSeries bars, IReadOnlyList<string> labels, IReadOnlyList<PredictionWindow> windows, int horizon)
{
    private const double Commission = 0.001;
    private const double Slippage = 0.0005;
    private const int VolatilityBars = 20;
    private readonly double[] volatility = [.. Enumerable.Range(0, bars.Count).Select(bar => VolatilityOf(bars, bar))];
    private readonly List<(string Regime, double Return, bool IsHeld)> returns = [];
    private readonly List<(string Regime, double Return)> trades = [];
    private readonly List<(string Regime, double Share)> fills = [];
    private readonly List<(string Regime, bool IsRight)> judged = [];

    /// <summary>Trades of a regime, and its figures by the names that they are stored under; of all for null.</summary>
    public (int Trades, IReadOnlyDictionary<string, double?> Figures) Figures(string? regime)
    {
        double[] own = [.. returns.Where(bar => regime is null || bar.Regime == regime).Select(bar => bar.Return)];
        double[] made = [.. trades.Where(trade => regime is null || trade.Regime == regime).Select(trade => trade.Return)];
        bool[] right = [.. judged.Where(one => regime is null || one.Regime == regime).Select(one => one.IsRight)];
        double held = returns.Count(bar => bar.IsHeld && (regime is null || bar.Regime == regime));
        double traded = fills.Where(fill => regime is null || fill.Regime == regime).Sum(fill => fill.Share);
        double mean = own.Length == 0 ? 0 : own.Average();
        double Moment(int power) => own.Length == 0 ? 0 : own.Average(value => Math.Pow(value - mean, power));
        double deviation = own.Length < 2 ? 0 : Math.Sqrt(own.Sum(value => (value - mean) * (value - mean)) / (own.Length - 1));
        bool varies = deviation > 1e-12;
        double losses = own.Sum(value => value < 0 ? value * value : 0);
        double lost = -made.Where(value => value < 0).Sum();
        double barsAYear = bars.Calendar.BarsPerYear(bars.Timeframe);
        return (made.Length, new Dictionary<string, double?>
        {
            ["sharpe"] = varies ? mean / deviation * Math.Sqrt(barsAYear) : null,
            ["sharpe_per_bar"] = varies ? mean / deviation : null,
            ["skewness"] = varies ? Moment(3) / Math.Pow(Moment(2), 1.5) : null,
            ["kurtosis"] = varies ? Moment(4) / Math.Pow(Moment(2), 2) : null,
            ["sortino"] = losses > 0 ? mean / Math.Sqrt(losses / own.Length) * Math.Sqrt(barsAYear) : null,
            ["max_drawdown"] = own.Length == 0 ? null : WorstFall(own),
            ["total_return"] = own.Length == 0 ? null : own.Aggregate(1.0, (growth, value) => growth * (1 + value)) - 1,
            ["win_rate"] = made.Length == 0 ? null : (double)made.Count(value => value > 0) / made.Length,
            ["profit_factor"] = lost > 0 ? made.Where(value => value > 0).Sum() / lost : null,
            ["expectancy"] = made.Length == 0 ? null : made.Average(),
            ["turnover"] = own.Length == 0 ? null : traded / own.Length * barsAYear,
            ["exposure"] = own.Length == 0 ? null : held / own.Length,
            ["hit_rate"] = right.Length == 0 ? null : (double)right.Count(one => one) / right.Length,
        });
    }

    /// <param name="signals">One a row, tune rows before report rows.</param>
    /// <param name="confidences">One a row.</param>
    /// <param name="threshold">From which on a signal is a position.</param>
    public void Run(double[] signals, double[] confidences, double threshold)
    {
        returns.Clear();
        trades.Clear();
        fills.Clear();
        judged.Clear();
        Dictionary<int, int> wanted = Wanted(signals, confidences, threshold);
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

    /// <summary>Of each row; tune rows have none.</summary>
    public double[] Confidences(double[] signals, IReadOnlyList<SlowMember> members, int lookback)
    {
        List<double> confidences = [];
        foreach (PredictionWindow window in windows)
        {
            for (int i = 0; i < window.Rows; i++)
            {
                confidences.Add(i < window.TuneCount ? double.NaN : Confidence(signals, members, confidences.Count, window.BarOf(i), lookback));
            }
        }

        return [.. confidences];
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
                    fills.Add((owner, notional / paid));
                }
            }

            bool isHeld = shares != 0;
            if (isHeld && bar + horizon < end) judged.Add((labels[decided], bars.Open[bar + horizon].CompareTo(bars.Open[bar]) == Math.Sign(shares)));
            if (bar == end - 1 && isHeld) Close(bars.Close[bar], ref cash);
            double equity = cash + (shares * bars.Close[bar]);
            Assert.True(equity > 0, "a ruin, for which there are no rules here");
            returns.Add((owner ?? labels[bar], (equity / previous) - 1, isHeld));
            previous = equity;
        }

        void Close(double at, ref double money)
        {
            double price = at * (1 - (Math.Sign(shares) * Slippage));
            fills.Add((labels[decided], Math.Abs(shares) * price / (money + (shares * price))));
            money += (shares * price) - (Math.Abs(shares) * price * Commission);
            trades.Add((labels[decided], (money - paid) / notional));
            shares = 0;
        }
    }

    /// <summary>The position decided at the close of each report bar.</summary>
    private Dictionary<int, int> Wanted(double[] signals, double[] confidences, double threshold)
    {
        Dictionary<int, int> wanted = [];
        int row = 0;
        foreach (PredictionWindow window in windows)
        {
            for (int i = 0; i < window.Rows; i++, row++)
            {
                if (i >= window.TuneCount) wanted[window.BarOf(i)] = confidences[row] >= threshold && !double.IsNaN(signals[row]) ? Math.Sign(signals[row]) : 0;
            }
        }

        return wanted;
    }

    private double Confidence(double[] signals, IReadOnlyList<SlowMember> members, int row, int bar, int lookback)
    {
        double signal = signals[row];
        if (double.IsNaN(signal) || signal == 0) return 0;
        double[] before = [.. signals[Math.Max(0, row - lookback)..row].Where(value => !double.IsNaN(value))];
        double recent = before.Length == 0 ? 0.5 : (double)before.Count(value => Math.Sign(value) == Math.Sign(signal)) / before.Length;
        int[] votes = [.. members.SelectMany(member => member.Votes(row))];
        double consistency = votes.Length < 2 ? recent : (recent + ((double)votes.Count(vote => vote == Math.Sign(signal)) / votes.Length)) / 2;
        double magnitude = Rank(before.Select(Math.Abs), Math.Abs(signal));
        int first = Math.Max(VolatilityBars, bar - lookback);
        double calm = 1 - Rank(volatility[first..bar], volatility[bar]);
        return (0.4 * magnitude) + (0.4 * consistency) + (0.2 * calm);
    }

    private static double VolatilityOf(BarSeries bars, int bar) => bar < VolatilityBars
        ? double.NaN
        : Enumerable.Range(bar - VolatilityBars + 1, VolatilityBars).Sum(i => Math.Pow((bars.Close[i] / bars.Close[i - 1]) - 1, 2));

    private static double Rank(IEnumerable<double> history, double value)
    {
        double[] past = [.. history];
        return past.Length == 0 ? 0.5 : past.Sum(other => other < value ? 1.0 : other == value ? 0.5 : 0) / past.Length;
    }

    private static double WorstFall(double[] returns)
    {
        double growth = 1;
        double peak = 1;
        double worst = 0;
        foreach (double value in returns)
        {
            growth *= 1 + value;
            peak = Math.Max(peak, growth);
            worst = Math.Min(worst, (growth / peak) - 1);
        }

        return worst;
    }
}
