using System.Globalization;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Holds a training against the recorded one.</summary>
internal static class OutcomeComparison
{
    private const string NotTrained = "it was not trained";

    /// <summary>Nothing where both have the same hash.</summary>
    /// <param name="what">Of the outcome's hashes.</param>
    /// <param name="found">Null where the fold was not trained, for <paramref name="reason"/>.</param>
    public static IEnumerable<RecoveryDifference> Hash(RecoveryFold fold, string what, FoldOutcome? found, string? reason)
    {
        if (found is null) return [Failed(fold, reason)];
        return Texts(fold, what, fold.Outcome.Hashes.GetValueOrDefault(what), found.Hashes.GetValueOrDefault(what));
    }

    /// <summary>Metrics that differ by any digit, or that only one of the two has.</summary>
    public static IEnumerable<RecoveryDifference> Metrics(RecoveryFold fold, FoldOutcome found) => fold.Outcome.Metrics.Keys.Union(found.Metrics.Keys).Order(StringComparer.Ordinal)
        .SelectMany(name => Texts(fold, name, Text(fold.Outcome.Metrics.GetValueOrDefault(name)), Text(found.Metrics.GetValueOrDefault(name))));

    /// <summary>What was not recorded is not compared.</summary>
    public static IEnumerable<string> Environment(string recordedVersion, FoldOutcome recorded, FoldOutcome found)
    {
        (string Name, string? Recorded, string? Found)[] parts =
        [
            ("code version", recordedVersion, BuildInfo.Version),
            ("device", recorded.Device, found.Device),
            ("machine", recorded.Machine, found.Machine),
            ("threads", recorded.Threads?.ToString(CultureInfo.InvariantCulture), found.Threads?.ToString(CultureInfo.InvariantCulture)),
        ];
        return parts.Where(part => part.Recorded is not null && part.Found is not null && part.Recorded != part.Found)
            .Select(part => $"the {part.Name} was {part.Recorded} and is {part.Found}");
    }

    private static RecoveryDifference Failed(RecoveryFold fold, string? reason) => new(fold.Horizon, fold.Fold.Number, "training", "done", reason ?? NotTrained);

    private static RecoveryDifference[] Texts(RecoveryFold fold, string what, string? recorded, string? found) =>
        recorded == found ? [] : [new RecoveryDifference(fold.Horizon, fold.Fold.Number, what, recorded, found)];

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
