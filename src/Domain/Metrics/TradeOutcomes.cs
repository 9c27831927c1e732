namespace ServerlessTraining.Domain.Metrics;

/// <summary>What the closed trades came to: each value is the return or the profit of one trade, after costs.</summary>
public static class TradeOutcomes
{
    private const string NoTrades = "there are no trades";

    /// <summary>The part of the trades that gained. A trade that came out at exactly 0 is no win.</summary>
    public static MetricValue WinRate(ReadOnlySpan<double> outcomes)
    {
        ThrowUnlessFinite(outcomes);
        int wins = 0;
        foreach (double outcome in outcomes) wins += outcome > 0 ? 1 : 0;
        return outcomes.IsEmpty ? MetricValue.Undefined(NoTrades) : MetricValue.Of((double)wins / outcomes.Length);
    }

    /// <summary>Sum of the gains over the sum of the losses.</summary>
    public static MetricValue ProfitFactor(ReadOnlySpan<double> outcomes)
    {
        ThrowUnlessFinite(outcomes);
        double gains = 0;
        double losses = 0;
        foreach (double outcome in outcomes)
        {
            gains += Math.Max(outcome, 0);
            losses -= Math.Min(outcome, 0);
        }

        if (outcomes.IsEmpty) return MetricValue.Undefined(NoTrades);
        if (losses == 0) return MetricValue.Undefined("no trade lost");
        return double.IsFinite(losses) ? MetricValue.Of(gains / losses) : MetricValue.Undefined("the losses are too large to be added up");
    }

    /// <summary>The mean outcome of a trade.</summary>
    public static MetricValue Expectancy(ReadOnlySpan<double> outcomes)
    {
        ThrowUnlessFinite(outcomes);
        return outcomes.IsEmpty ? MetricValue.Undefined(NoTrades) : MetricValue.Of(Spread.Of(outcomes).Mean);
    }

    private static void ThrowUnlessFinite(ReadOnlySpan<double> outcomes) => InputFault.ThrowIfAny(InputFault.NotFinite(outcomes, "outcome"));
}
