using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How one side did on the held-out part.</summary>
/// <param name="Horizons">By horizon, metrics by name; null where one could not be computed.</param>
/// <param name="Trading">Of trading its forecasts after costs.</param>
internal sealed record HeldOutFigures(IReadOnlyDictionary<int, IReadOnlyDictionary<string, double?>> Horizons, TradingMetrics Trading)
{
    private static readonly string[] Metrics =
    [
        "accuracy", "precision", "recall", "f1", "mcc", "balanced_accuracy", "roc_auc", "log_loss", "brier", "rmse", "mae", "correlation", "hit_rate_tp1",
    ];

    /// <summary>What a report shows of a horizon: the objective first.</summary>
    public static IReadOnlyList<string> Shown(string objective) => [objective, .. Metrics.Where(name => name != objective)];

    /// <summary>Over the horizons; null where one of them does not have it, since a mean over fewer would be another thing.</summary>
    public double? Mean(string metric)
    {
        double?[] values = [.. Horizons.Values.Select(figures => figures.GetValueOrDefault(metric))];
        return values.Length > 0 && Array.TrueForAll(values, value => value is not null) ? values.Average() : null;
    }

    /// <summary>Means over the horizons, the objective of each horizon, and what trading came to: as a preset has them.</summary>
    public IReadOnlyDictionary<string, double?> ByName(string objective)
    {
        SortedDictionary<string, double?> all = new(StringComparer.Ordinal);
        foreach (string metric in Shown(objective)) all[metric] = Mean(metric);
        foreach ((int horizon, IReadOnlyDictionary<string, double?> figures) in Horizons) all[$"{objective}_h{horizon}"] = figures.GetValueOrDefault(objective);
        foreach ((string name, double? value) in TradingByName()) all[name] = value;
        return all;
    }

    public IEnumerable<(string Name, double? Value)> TradingByName() =>
    [
        ("sharpe", Trading.Sharpe.Value), ("total_return", Trading.TotalReturn.Value), ("max_drawdown", Trading.MaxDrawdown.Value), ("trades", Trading.Trades),
    ];
}
