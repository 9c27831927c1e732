using ServerlessTraining.Domain.Candles;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Start parameters that did well from like candles: GET /api/training/candle-proposal.</summary>
/// <param name="Runs">Completed runs that it was made of: on the most like markets, with tests that were over when the candle closed.</param>
/// <param name="Proposed">Null where there are too few runs; <paramref name="Reason"/> says so.</param>
/// <param name="Own">What is taken where nothing is proposed: the defaults, or what the query named.</param>
/// <param name="Expected">The mean test ROC AUC of those of them whose params are nearest the proposed ones; null where nothing is proposed.</param>
/// <param name="OwnExpected">The same for the own ones.</param>
public sealed record CandleProposal(
    string Symbol, string Timeframe, DateTimeOffset CandleDate, int Runs, CandleParams? Proposed, CandleParams Own, double? Expected, double? OwnExpected, string Reason);
