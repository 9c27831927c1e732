using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>A strategy of a run bar by bar.</summary>
/// <param name="Bars">The known ones, which curves count in.</param>
/// <param name="Regimes">Of these bars, by the rules that the run was scored by; without any where those rules are gone.</param>
/// <param name="Folds">Whose report windows follow each other in the curves.</param>
/// <param name="Curve">Of the strategy.</param>
/// <param name="BuyAndHold">Of the same windows, with the same costs.</param>
internal sealed record RunTrace(BarSeries Bars, RegimeLabels Regimes, IReadOnlyList<Fold> Folds, EquityCurve Curve, EquityCurve BuyAndHold, double InitialEquity);
