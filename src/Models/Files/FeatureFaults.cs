using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Files;

/// <summary>Whether this program computes the features that a model was trained on.</summary>
internal static class FeatureFaults
{
    public static IEnumerable<string> Of(ModelManifest manifest)
    {
        foreach (string fault in OfSystem(manifest)) yield return fault;
        if (Difference(manifest.FeatureNames, manifest.Scaler.FeatureNames) is { } scaled) yield return $"the scaler has other features than the model: {scaled}";
    }

    private static IEnumerable<string> OfSystem(ModelManifest manifest)
    {
        FeatureSystem? system = FeatureSystems.All.FirstOrDefault(system => system.Name == manifest.FeatureSystem);
        if (system is null)
        {
            return [$"'{manifest.FeatureSystem}' is not a feature system; the feature systems are {string.Join(", ", FeatureSystems.All)}"];
        }

        if (system.Version != manifest.FeatureSystemVersion)
        {
            return
            [
                $"it was trained on version {manifest.FeatureSystemVersion} of {system}, but this program computes version {system.Version}: " +
                $"train it again, or open it with the program that wrote it ({manifest.CodeVersion})",
            ];
        }

        if (system.ReadsIndicatorTimeframes != (manifest.FeatureOptions.IndicatorTimeframes is not null))
        {
            return [$"{system} {(system.ReadsIndicatorTimeframes ? "needs" : "has no")} indicator timeframes, but there are {(system.ReadsIndicatorTimeframes ? "none" : "some")}"];
        }

        try
        {
            string? difference = Difference(system.FeatureNames(manifest.Timeframe, manifest.FeatureOptions), manifest.FeatureNames);
            return difference is null ? [] : [$"its features are not those of {system} version {system.Version} for {manifest.Timeframe} bars: {difference}"];
        }
        catch (ServerlessTrainingException error)
        {
            return [error.Message];
        }
    }

    private static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        if (expected.SequenceEqual(found, StringComparer.Ordinal)) return null;
        string[] missing = [.. expected.Except(found)];
        string[] unknown = [.. found.Except(expected)];
        if (missing.Length + unknown.Length == 0) return expected.Count == found.Count ? "they are the same in another order" : "some are there more than once";
        return $"missing: {List(missing)}; not among them: {List(unknown)}";
    }

    private static string List(string[] names) => names.Length switch
    {
        0 => "none",
        > 5 => $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more",
        _ => string.Join(", ", names),
    };
}
