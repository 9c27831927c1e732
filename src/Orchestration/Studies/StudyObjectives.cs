using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The metrics of a trained fold that a study can be about: those of which more, or less, is better. Search knows losses, of which less is better.</summary>
public static class StudyObjectives
{
    private static readonly Dictionary<string, bool> HigherIsBetter = new(StringComparer.Ordinal)
    {
        ["roc_auc"] = true,
        ["accuracy"] = true,
        ["balanced_accuracy"] = true,
        ["f1"] = true,
        ["mcc"] = true,
        ["log_loss"] = false,
        ["brier"] = false,
        ["rmse"] = false,
        ["mae"] = false,
        ["correlation"] = true,
        ["rank_correlation"] = true,
    };

    public static IReadOnlyList<string> Names { get; } = [.. HigherIsBetter.Keys];

    public static bool Has(string name) => HigherIsBetter.ContainsKey(name);

    /// <exception cref="ServerlessTrainingException">It is none of them.</exception>
    public static bool IsHigherBetter(string name) => HigherIsBetter.TryGetValue(name, out bool higher)
        ? higher
        : throw new ServerlessTrainingException($"'{name}' cannot be searched for. The objectives are {string.Join(", ", Names)}.");

    public static double LossOf(string name, double value) => IsHigherBetter(name) ? -value : value;

    /// <summary>The value that has this loss.</summary>
    public static double ValueOf(string name, double loss) => IsHigherBetter(name) ? -loss : loss;
}
