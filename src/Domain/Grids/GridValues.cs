using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The values of a market in a document, for a grid and for a single configuration.</summary>
internal static class GridValues
{
    public static Symbol Symbol(DocumentValue value) =>
        value.Parsed<Symbol>(Market.Symbol.TryParse, $"a symbol of 1 to {Market.Symbol.MaxLength} letters and digits, as in BTCUSDT or BTC/USDT");

    public static Timeframe Timeframe(DocumentValue value) =>
        value.Parsed<Timeframe>(Market.Timeframe.TryParse, "a timeframe such as 15m, 1h, 4h, 1d or 1w");

    public static int Days(DocumentValue value) => value.WholeNumber(GridLimits.MinDays, GridLimits.MaxDays);

    public static int Horizon(DocumentValue value) => value.WholeNumber(GridLimits.MinHorizon, GridLimits.MaxHorizon);
}
