using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models;

/// <summary>What every model refuses to predict on, in the same words.</summary>
public static class PredictionInput
{
    public static void Check(IModel model, FeatureMatrix features, RowRange rows, Target target, int predictions)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckFeatures(model.FeatureNames, features.Names);
        if (!model.Targets.Contains(target)) throw new ServerlessTrainingException($"This {model.ModelType} model does not forecast {target}. It forecasts {string.Join(", ", model.Targets)}.");
        int first = features.WarmUp + model.History;
        if (rows.First < first || rows.End > features.RowCount)
        {
            throw new ServerlessTrainingException($"The rows {rows} cannot be predicted; allowed are rows in [{first}, {features.RowCount}): behind the warm-up and the {model.History} rows of history.");
        }

        if (predictions != rows.Count) throw new ServerlessTrainingException($"There is room for {predictions} predictions, but {rows.Count} rows were asked for.");
    }

    public static void CheckFeatures(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        if (expected.SequenceEqual(found)) return;
        string[] missing = [.. expected.Except(found)];
        string[] unknown = [.. found.Except(expected)];
        string difference = missing.Length + unknown.Length == 0
            ? "they are the same in another order"
            : $"missing: {List(missing)}; not known to it: {List(unknown)}";
        throw new ServerlessTrainingException($"The features are not those that the model was trained on: {difference}. Compute them with the feature system in the model's manifest.");
    }

    private static string List(string[] names) => names.Length switch
    {
        0 => "none",
        > 5 => $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more",
        _ => string.Join(", ", names),
    };
}
