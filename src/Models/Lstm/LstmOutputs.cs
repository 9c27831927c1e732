namespace ServerlessTraining.Models.Lstm;

/// <summary>What each output of the network stands for: the directions of all horizons, then the returns of all horizons, in units of their scales.</summary>
internal sealed class LstmOutputs
{
    public LstmOutputs(IReadOnlyList<int> horizons, IReadOnlyList<double> returnScales)
    {
        Horizons = horizons;
        ReturnScales = returnScales;
    }

    /// <summary>Ascending, each once.</summary>
    public IReadOnlyList<int> Horizons { get; }

    /// <summary>One a horizon: the standard deviation of its returns on the fit part; 1 where returns are not learned or all the same.</summary>
    public IReadOnlyList<double> ReturnScales { get; }

    public int Count => 2 * Horizons.Count;

    public int IndexOf(Target target)
    {
        int horizon = Horizons.Index().First(pair => pair.Item == target.Horizon).Index;
        return target.Kind == TargetKind.Direction ? horizon : Horizons.Count + horizon;
    }

    public bool IsDirection(int output) => output < Horizons.Count;

    /// <summary>Of the return that an output forecasts.</summary>
    public double Scale(int output) => ReturnScales[output - Horizons.Count];

    /// <summary>Horizons and scales for the targets of a request.</summary>
    public static LstmOutputs Of(TrainingRequest request)
    {
        int[] horizons = [.. request.Targets.Select(target => target.Horizon).Distinct().Order()];
        return new LstmOutputs(horizons, [.. horizons.Select(horizon => request.Targets.Contains(Target.Return(horizon)) ? Deviation(request.Fit, Target.Return(horizon)) : 1)]);
    }

    private static double Deviation(Samples samples, Target target)
    {
        // Returns that are all the same leave a deviation of rounding errors, which is no unit.
        const double Least = 1e-9;
        int[] rows = samples.LabelledRows(target);
        ReadOnlySpan<double> labels = samples.Labels(target);
        double mean = 0;
        foreach (int row in rows) mean += labels[row] / rows.Length;
        double squares = 0;
        foreach (int row in rows) squares += (labels[row] - mean) * (labels[row] - mean) / rows.Length;
        double deviation = Math.Sqrt(squares);
        return deviation > Least * Math.Abs(mean) && double.IsFinite(deviation) ? deviation : 1;
    }
}
