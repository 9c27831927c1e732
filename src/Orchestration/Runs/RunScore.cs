using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>What the backtests of a run came to. Every strategy in every regime lies in the backtest store; here is the best.</summary>
/// <param name="Basis">Bars, report windows and regime rules.</param>
/// <param name="ModelId">SHA-256 over the hashes of the run's own models, in the order of their folds.</param>
/// <param name="Best">The best strategy of each regime, and of all bars under <see cref="BacktestScore.TotalName"/>.</param>
public sealed record RunScore(ScoreBasis Basis, string ModelId, IReadOnlyList<RunBest> Best)
{
    /// <summary>Means over the average folds of the run's own models, by name; null where one could not be computed.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>The same over the folds that say how a model ages.</summary>
    public IReadOnlyDictionary<string, double?> StalenessMetrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>`buy_and_hold` and `naive`: each regime's and the total line.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ScoreLine>> Baselines { get; init; } = new Dictionary<string, IReadOnlyList<ScoreLine>>();

    /// <summary>How many report bars each regime has, the unclassified ones among them.</summary>
    public IReadOnlyDictionary<string, int> RegimeBars { get; init; } = new Dictionary<string, int>();

    /// <summary>Lines for the trial ledger, in its text form; they are recorded when the run is decided on.</summary>
    public IReadOnlyList<string> Looks { get; init; } = [];

    /// <summary>Of the run's own models.</summary>
    public long ModelBytes { get; init; }

    /// <summary>Of all trainings that the run uses, whoever paid for them.</summary>
    public double TrainingSeconds { get; init; }

    public double BacktestSeconds { get; init; }

    /// <summary>Calls to storage that the run took: planning, scoring, and those of its trainings.</summary>
    public long StorageTransactions { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}
