using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>How models are scored and decided on, as it stood when the queue was created: a change of the settings does not reach into a grid that runs.</summary>
public sealed record RunRules
{
    public IReadOnlyList<string> PredictionMethods { get; init; } = ["direct", "recursive", "direct_multi"];

    public IReadOnlyList<string> EnsembleMethods { get; init; } = ["mean", "weighted", "stacking"];

    public IReadOnlyList<double> ConfidenceThresholds { get; init; } = [0, 0.3, 0.5, 0.7, 0.9];

    public IReadOnlyList<int> LookbackWindows { get; init; } = [50, 100, 200];

    /// <summary>Costs and delays; inside the score.</summary>
    public BacktestOptions Backtest { get; init; } = new();

    public SelectionOptions Selection { get; init; } = new();

    /// <summary>Whose current version is read when a run is scored.</summary>
    public string RegimeSet { get; init; } = RegimeStore.DefaultSet;

    public StrategyGrid Strategies() => StrategyGrid.Create(PredictionMethods, EnsembleMethods, ConfidenceThresholds, LookbackWindows);
}
