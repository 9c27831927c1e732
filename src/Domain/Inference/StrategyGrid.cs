using System.Globalization;

namespace ServerlessTraining.Domain.Inference;

/// <summary>All strategies that a model's predictions are scored under. A strategy's place is its index: methods first, then ensembles, thresholds,
/// lookbacks.</summary>
public sealed class StrategyGrid
{
    private readonly InferenceStrategy[] strategies;

    private StrategyGrid(PredictionMethod[] methods, EnsembleMethod[] ensembles, double[] thresholds, int[] lookbacks)
    {
        Methods = methods;
        Ensembles = ensembles;
        ConfidenceThresholds = thresholds;
        Lookbacks = lookbacks;
        strategies =
        [
            .. from method in methods
               from ensemble in ensembles
               from threshold in thresholds
               from lookback in lookbacks
               select new InferenceStrategy(method, ensemble, threshold, lookback),
        ];
    }

    /// <summary>The 135 of the design: 3 methods, 3 ensembles, 5 thresholds, 3 lookbacks.</summary>
    public static StrategyGrid Default { get; } = Create(
        ["direct", "recursive", "direct_multi"], ["mean", "weighted", "stacking"], [0, 0.3, 0.5, 0.7, 0.9], [50, 100, 200]);

    public IReadOnlyList<PredictionMethod> Methods { get; }

    public IReadOnlyList<EnsembleMethod> Ensembles { get; }

    public IReadOnlyList<double> ConfidenceThresholds { get; }

    public IReadOnlyList<int> Lookbacks { get; }

    public IReadOnlyList<InferenceStrategy> Strategies => strategies;

    public int Count => strategies.Length;

    public InferenceStrategy this[int index] => strategies[index];

    /// <summary>The lists as they stand in settings. Everything that is wrong is reported at once.</summary>
    public static StrategyGrid Create(
        IReadOnlyList<string> predictionMethods, IReadOnlyList<string> ensembleMethods, IReadOnlyList<double> confidenceThresholds, IReadOnlyList<int> lookbackWindows)
    {
        ArgumentNullException.ThrowIfNull(predictionMethods);
        ArgumentNullException.ThrowIfNull(ensembleMethods);
        ArgumentNullException.ThrowIfNull(confidenceThresholds);
        ArgumentNullException.ThrowIfNull(lookbackWindows);
        List<string> errors = [];
        CheckNames("prediction_methods", predictionMethods, StrategyNames.Methods, errors);
        CheckNames("ensemble_methods", ensembleMethods, StrategyNames.Ensembles, errors);
        CheckList("confidence_thresholds", confidenceThresholds, InferenceStrategy.IsThreshold, "a number from 0 to 1", errors);
        CheckList(
            "lookback_windows", lookbackWindows, InferenceStrategy.IsLookback, $"a whole number from {InferenceStrategy.MinLookback} to {InferenceStrategy.MaxLookback}", errors);
        if (errors.Count > 0) throw new ServerlessTrainingException($"The strategy grid cannot be used:\n- {string.Join("\n- ", errors)}");
        return new StrategyGrid(
            [.. predictionMethods.Select(name => StrategyNames.TryParse(name, out PredictionMethod method) ? method : default)],
            [.. ensembleMethods.Select(name => StrategyNames.TryParse(name, out EnsembleMethod ensemble) ? ensemble : default)],
            [.. confidenceThresholds],
            [.. lookbackWindows]);
    }

    /// <summary>-1 where the grid does not have it.</summary>
    public int IndexOf(InferenceStrategy strategy) => Array.IndexOf(strategies, strategy);

    /// <summary>The place of a strategy by its places in the four lists.</summary>
    internal int IndexAt(int method, int ensemble, int threshold, int lookback) =>
        (((((method * Ensembles.Count) + ensemble) * ConfidenceThresholds.Count) + threshold) * Lookbacks.Count) + lookback;

    private static void CheckNames(string list, IReadOnlyList<string> names, IReadOnlyList<string> allowed, List<string> errors) =>
        CheckList(list, names, name => allowed.Contains(name, StringComparer.Ordinal), $"one of {string.Join(", ", allowed)}", errors);

    private static void CheckList<T>(string list, IReadOnlyList<T> values, Func<T, bool> isAllowed, string allowed, List<string> errors)
        where T : notnull
    {
        if (values.Count == 0) errors.Add($"{list} is empty; name at least one value, each {allowed}.");
        HashSet<T> seen = [];
        for (int i = 0; i < values.Count; i++)
        {
            T value = values[i];
            string text = string.Create(CultureInfo.InvariantCulture, $"{list}[{i}] is '{value}'");
            if (!isAllowed(value)) errors.Add($"{text}, but must be {allowed}.");
            else if (!seen.Add(value)) errors.Add($"{text}, which is in the list already; delete it.");
        }
    }
}
