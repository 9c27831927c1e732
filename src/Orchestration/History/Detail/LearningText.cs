using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>A training report in the terms of the API.</summary>
internal static class LearningText
{
    public static LearnedFold Of(int horizon, int number, bool isAverage, TrainingReport report)
    {
        LearnedCurve[] curves = [.. Curves(report)];
        LearnedInput[] importance = [.. Inputs(report)];
        LearningCurve? first = report.Curves.Count > 0 ? report.Curves[0] : null;
        int iterations = first is null ? 0 : Math.Max(first.Fit.Count, first.Tune.Count);
        return new LearnedFold(
            horizon, number, isAverage, curves, curves.Length > 0 ? first?.BestIteration : null, importance, iterations > 0 ? iterations : null,
            ReasonOf(curves.Length > 0, importance.Length > 0));
    }

    private static IEnumerable<LearnedCurve> Curves(TrainingReport report)
    {
        (string Name, LearningCurve Curve, IReadOnlyList<double> Values)[] all =
        [
            .. report.Curves.SelectMany(curve => new[] { ($"tune_{curve.Loss}", curve, curve.Tune), ($"fit_{curve.Loss}", curve, curve.Fit) })
                .Where(one => one.Item3.Count > 0),
        ];
        foreach ((string name, LearningCurve curve, IReadOnlyList<double> values) in all)
        {
            // Targets of one kind of loss would have one name.
            string unique = all.Count(one => one.Name == name) > 1 ? $"{name}_{curve.Target?.Name}" : name;
            yield return new LearnedCurve(unique, curve.Target?.Name, 1, [.. values.Select(value => double.IsFinite(value) ? value : (double?)null)], curve.BestIteration);
        }
    }

    private static IEnumerable<LearnedInput> Inputs(TrainingReport report) => report.Importance
        .GroupBy(one => one.Feature, StringComparer.Ordinal)
        .Select(group => new LearnedInput(group.Key, group.Average(one => one.Share), group.ToDictionary(one => one.Target.Name, one => one.Share)))
        .OrderByDescending(input => input.Share)
        .ThenBy(input => input.Input, StringComparer.Ordinal);

    private static string? ReasonOf(bool curves, bool importance) => (curves, importance) switch
    {
        (true, true) => null,
        (true, false) => "Its model type says nothing of importance.",
        (false, true) => "Its training computed no loss by iteration.",
        _ => "Its model type keeps neither losses nor importance.",
    };
}
