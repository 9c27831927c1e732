namespace ServerlessTraining.Models.Lstm;

/// <summary>The objective: for each target the mean over its labels of the weighted loss, then the sum of the directions' means and, times the return weight, the returns' means.
/// Directions have binary cross-entropy on logits, returns the Huber loss on return / scale. An output without a label has no loss.</summary>
internal sealed class LstmLoss(LstmOutputs outputs, double huberDelta, double returnWeight)
{
    /// <summary>Errors of scaled returns beyond it count in proportion, not squared.</summary>
    public double HuberDelta { get; } = huberDelta;

    /// <summary>In learning curves: bce, huber or bce+huber, by the kinds of targets.</summary>
    public static string NameOf(IReadOnlyList<Target> targets) =>
        string.Join('+', targets.Select(target => target.Kind).Distinct().Order().Select(kind => kind == TargetKind.Direction ? "bce" : "huber"));

    /// <summary>The objective from each output's sum of losses and number of labels.</summary>
    public double Total(ReadOnlySpan<double> sums, ReadOnlySpan<int> counts)
    {
        double total = 0;
        for (int output = 0; output < outputs.Count; output++)
        {
            if (counts[output] > 0) total += Factor(output) * sums[output] / counts[output];
        }

        return total;
    }

    /// <summary>Adds one sequence's losses to <paramref name="sums"/>.</summary>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, float weight, Span<double> sums)
    {
        for (int output = 0; output < outputs.Count; output++)
        {
            if (!float.IsNaN(labels[output])) sums[output] += weight * Loss(output, logits[output], labels[output]);
        }
    }

    /// <summary>The gradient of <see cref="Total"/> by one sequence's outputs, where <paramref name="counts"/> are the labels of the whole batch.</summary>
    public void Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, float weight, ReadOnlySpan<int> counts, Span<float> gradient)
    {
        for (int output = 0; output < outputs.Count; output++)
        {
            gradient[output] = float.IsNaN(labels[output]) ? 0 : (float)(Factor(output) * weight * Slope(output, logits[output], labels[output]) / counts[output]);
        }
    }

    /// <summary>What the mean loss of an output counts in the objective.</summary>
    public double Factor(int output) => outputs.IsDirection(output) ? 1 : returnWeight;

    private double Loss(int output, double x, double label)
    {
        if (outputs.IsDirection(output)) return Math.Max(x, 0) - (x * label) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        double error = Math.Abs(x - label);
        return error <= HuberDelta ? 0.5 * error * error : HuberDelta * (error - (0.5 * HuberDelta));
    }

    private double Slope(int output, double x, double label) =>
        outputs.IsDirection(output) ? Sigmoid(x) - label : double.IsNaN(x) ? x : Math.Clamp(x - label, -HuberDelta, HuberDelta);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
