namespace ServerlessTraining.Domain.Inference;

/// <summary>One position from its fill to its closing fill.</summary>
/// <param name="DecisionBar">The bar at whose close it was decided; its regime is the trade's.</param>
/// <param name="EntryBar">Filled at this bar's open.</param>
/// <param name="ExitBar">Closed at this bar's open, or at its close where <paramref name="ClosedAtClose"/>.</param>
/// <param name="Shares">Below zero for a short.</param>
/// <param name="EntryPrice">As filled, spread and slippage included.</param>
/// <param name="ExitPrice">As filled, spread and slippage included.</param>
/// <param name="Profit">After both commissions.</param>
/// <param name="Return">The profit over the entry notional.</param>
/// <param name="Commission">Of both fills.</param>
/// <param name="Regime">An index into the regimes' names.</param>
/// <param name="ClosedAtClose">The bars ended, or the money did.</param>
public sealed record Trade(
    int DecisionBar,
    int EntryBar,
    int ExitBar,
    double Shares,
    double EntryPrice,
    double ExitPrice,
    double Profit,
    double Return,
    double Commission,
    int Regime,
    bool ClosedAtClose);
