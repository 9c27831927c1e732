using ServerlessTraining.Domain.Candles;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>How the params were looked for before the final fit.</summary>
/// <param name="Seconds">That it was given.</param>
/// <param name="Trials">That ended; how many depends on the machine.</param>
/// <param name="Own">The params of the configuration: the first trial.</param>
/// <param name="OwnAuc">Their ROC AUC on the tune part, of a model that stopped on a part of the fit rows.</param>
/// <param name="Chosen">The best of all; of equals the first.</param>
/// <param name="Auc">The same of these.</param>
public sealed record CandleSearchResult(int Seconds, int Trials, CandleParams Own, double? OwnAuc, CandleParams Chosen, double? Auc);
