namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What is stored.</summary>
/// <param name="Markets">By symbol and timeframe.</param>
/// <param name="Total">Of all markets; its symbol and timeframe are `all`.</param>
/// <param name="Models">Every fold of every model, whole or not.</param>
/// <param name="PackedModels">How many of them are compressed.</param>
/// <param name="Backtests">Files with trades and curves; the figures are rows.</param>
/// <param name="Orphans">What a clean-up would delete now, without checkpoints.</param>
public sealed record StorageStats(
    IReadOnlyList<MarketStorage> Markets,
    MarketStorage Total,
    StoredAmount Models,
    int PackedModels,
    StoredAmount Predictions,
    StoredAmount Backtests,
    StoredAmount Bars,
    StoredAmount Checkpoints,
    StoredAmount Payloads,
    StoredAmount Orphans);
