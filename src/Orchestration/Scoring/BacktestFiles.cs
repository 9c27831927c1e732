using System.Globalization;
using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>A traced strategy as CSV. Times are UTC, figures are written so that they come back to the last bit.</summary>
internal static class BacktestFiles
{
    /// <summary>One line a trade.</summary>
    public const string TradesName = "trades.csv";

    /// <summary>One line a report bar.</summary>
    public const string EquityName = "equity.csv";

    public static byte[] Trades(EquityCurve curve, BarSeries bars, RegimeLabels regimes)
    {
        StringBuilder text = new("decided,entered,left,shares,entry_price,exit_price,profit,return,commission,regime,closed_at_close\n");
        foreach (Trade trade in curve.Trades)
        {
            DateTimeOffset left = trade.ClosedAtClose ? bars.CloseTime(trade.ExitBar) : bars.OpenTime(trade.ExitBar);
            text.Append(TimeInterval.Text(bars.CloseTime(trade.DecisionBar))).Append(',').Append(TimeInterval.Text(bars.OpenTime(trade.EntryBar))).Append(',')
                .Append(TimeInterval.Text(left)).Append(',')
                .Append(CultureInfo.InvariantCulture, $"{trade.Shares:R},{trade.EntryPrice:R},{trade.ExitPrice:R},{trade.Profit:R},{trade.Return:R},{trade.Commission:R},")
                .Append(regimes.Names[trade.Regime]).Append(',').Append(trade.ClosedAtClose ? "true" : "false").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Equity(EquityCurve curve, BarSeries bars, RegimeLabels regimes)
    {
        StringBuilder text = new("time,equity,position,regime\n");
        for (int i = 0; i < curve.Bars.Count; i++)
        {
            text.Append(TimeInterval.Text(bars.CloseTime(curve.Bars[i])))
                .Append(CultureInfo.InvariantCulture, $",{curve.Equity[i]:R},{curve.Positions[i]},").Append(regimes.Names[curve.Regimes[i]]).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
