namespace ServerlessTraining.Domain.Inference;

/// <summary>How decisions become trades and what trades cost. The defaults are those of a retail taker on a liquid crypto market.</summary>
public sealed record BacktestOptions
{
    /// <summary>Fraction of the traded notional, paid on every fill. 0 to 0.1, default 0.001.</summary>
    public double Commission { get; init; } = 0.001;

    /// <summary>Distance of bid and ask as a fraction of the price; every fill pays half of it. 0 to 0.1, default 0.</summary>
    public double Spread { get; init; }

    /// <summary>Fraction by which every fill is worse than the price it was meant for. 0 to 0.1, default 0.0005.</summary>
    public double Slippage { get; init; } = 0.0005;

    /// <summary>Part of the equity that a position takes, its commission included. Above 0, at most 1 (no leverage), default 1.</summary>
    public double SizeFraction { get; init; } = 1;

    /// <summary>Shares are whole multiples of it; null (the default) allows any fraction.</summary>
    public double? LotSize { get; init; }

    /// <summary>Default true; without it a falling forecast means no position.</summary>
    public bool AllowShort { get; init; } = true;

    /// <summary>Bars from the decision (at a close) to the fill (at an open). At least 1, default 1: a decision never fills at a price that it was
    /// made from.</summary>
    public int EntryDelay { get; init; } = 1;

    /// <summary>Money at the start; it matters only with a <see cref="LotSize"/>. Above 0, default 10,000.</summary>
    public double InitialEquity { get; init; } = 10_000;

    /// <summary>Fraction by which a fill's price is worse than the bar's.</summary>
    internal double AdverseMove => (Spread / 2) + Slippage;

    /// <summary>Throws one exception with everything that is out of range.</summary>
    public void Validate()
    {
        List<string> errors = [];
        CheckCost("commission", Commission);
        CheckCost("spread", Spread);
        CheckCost("slippage", Slippage);
        Check("size_fraction", SizeFraction, SizeFraction is > 0 and <= 1, "above 0 and at most 1; positions are not leveraged");
        if (LotSize is double lot) Check("lot_size", lot, lot > 0 && double.IsFinite(lot), "above 0, or absent for fractional shares");
        Check("entry_delay", EntryDelay, EntryDelay is >= 1 and <= 100, "1 to 100 bars");
        Check("initial_equity", InitialEquity, InitialEquity > 0 && double.IsFinite(InitialEquity), "above 0");
        if (errors.Count > 0) throw new ServerlessTrainingException($"The backtest options cannot be used:\n- {string.Join("\n- ", errors)}");

        void CheckCost(string name, double value) => Check(name, value, value is >= 0 and <= 0.1, "a fraction from 0 to 0.1");

        void Check(string name, double value, bool holds, string allowed)
        {
            if (!holds) errors.Add(FormattableString.Invariant($"{name} is {value}, but must be {allowed}."));
        }
    }
}
