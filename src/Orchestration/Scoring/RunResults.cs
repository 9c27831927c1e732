using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>What the backtests of a run came to.</summary>
/// <param name="Basis">What may be compared with it.</param>
/// <param name="Bars">The known ones, which traces count in.</param>
/// <param name="Regimes">Of these bars.</param>
/// <param name="Predictions">What was traded on.</param>
/// <param name="Strategies">All of the grid, in its order.</param>
/// <param name="Best">Of each regime in their order, then of all bars.</param>
/// <param name="Traces">Of the best ones, each once.</param>
/// <param name="Baselines">Regimes and the total line, by name.</param>
/// <param name="RegimeBars">Report bars by regime.</param>
/// <param name="Looks">For the trial ledger.</param>
/// <param name="Notes">For the reader of the run.</param>
internal sealed record RunResults(
    ScoreBasis Basis,
    BarSeries Bars,
    RegimeLabels Regimes,
    PredictionSet Predictions,
    IReadOnlyList<StrategyResult> Strategies,
    IReadOnlyList<RunBest> Best,
    IReadOnlyList<StrategyTrace> Traces,
    IReadOnlyDictionary<string, IReadOnlyList<ScoreLine>> Baselines,
    IReadOnlyDictionary<string, int> RegimeBars,
    IReadOnlyList<string> Looks,
    IReadOnlyList<string> Notes);
