namespace ServerlessTraining.Domain.Metrics;

/// <summary>The rule by which figures of folds are averaged: the plain mean of the folds that have the figure, whatever their length, undefined where none has it. How many
/// were left out is noted.</summary>
public sealed class FoldMeans<TMetrics>
{
    private readonly IReadOnlyList<TMetrics> folds;
    private readonly List<string> notes = [];

    public FoldMeans(IReadOnlyList<TMetrics> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        if (folds.Count == 0) throw new ServerlessTrainingException("There is no fold to average. Average the folds that have finished, at least one.");
        this.folds = folds;
    }

    /// <summary>The mean of one figure; <paramref name="name"/> is what the note calls it.</summary>
    public MetricValue Of(string name, Func<TMetrics, MetricValue> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double sum = 0;
        int defined = 0;
        string? missing = null;
        for (int fold = 0; fold < folds.Count; fold++)
        {
            MetricValue value = figure(folds[fold]);
            if (value.Value is { } number)
            {
                sum += number;
                defined++;
            }
            else
            {
                missing ??= $"fold {fold + 1}: {value.Reason}";
            }
        }

        if (defined == 0) return MetricValue.Undefined($"no fold of {folds.Count} has it ({missing})");
        if (missing is not null) notes.Add($"{name}: mean of {defined} of {folds.Count} folds ({missing})");
        return MetricValue.Of(sum / defined);
    }

    public FoldAverage<TMetrics> Average(TMetrics mean) => new(mean, folds.Count, [.. notes]);
}
