using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Where scores can be compared: one symbol's bars of one timeframe. Feature systems, horizons and model types compete there
/// against each other.</summary>
public readonly record struct SelectionMarket(Symbol Symbol, Timeframe Timeframe)
{
    /// <summary>`BTCUSDT_30m`.</summary>
    public override string ToString() => $"{Symbol}_{Timeframe}";
}
