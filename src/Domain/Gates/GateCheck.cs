using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>One criterion, judged.</summary>
/// <param name="Name">The metric, or <see cref="GateCriteria.FailedFolds"/>.</param>
/// <param name="Bound">What a metric must exceed, and what the failed folds must not.</param>
/// <param name="MissedBy">How far the value is on the wrong side, 0 where it lies on the bound; null where it passed or is
/// undefined.</param>
/// <param name="Text">The judgement in one line for a terminal.</param>
public sealed record GateCheck(string Name, MetricValue Value, double Bound, bool Passed, double? MissedBy, string Text)
{
    internal static GateCheck Above(string name, MetricValue metric, double bound)
    {
        if (metric.Value is not double value)
        {
            return new GateCheck(name, metric, bound, false, null, $"{name} is undefined ({metric.Reason}) and must be above {Figures.Text(bound)}");
        }

        (string left, string right, string gap) = Figures.Compare(value, bound);
        if (value > bound) return new GateCheck(name, metric, bound, true, null, $"{name} {left} is above {right}");
        string missed = value == bound ? "the bound itself is not enough" : $"missed by {gap}";
        return new GateCheck(name, metric, bound, false, bound - value, $"{name} {left} must be above {right}: {missed}");
    }

    internal static GateCheck NoneFailed(int folds, int failed)
    {
        const string Criterion = GateCriteria.FailedFolds;
        const string NoFold = "no fold was trained";
        if (folds == 0) return new GateCheck(Criterion, MetricValue.Undefined(NoFold), 0, false, null, $"{Criterion} is undefined ({NoFold}) and must be 0");
        return failed == 0
            ? new GateCheck(Criterion, MetricValue.Of(0), 0, true, null, $"{Criterion} 0 of {folds}")
            : new GateCheck(Criterion, MetricValue.Of(failed), 0, false, failed, $"{Criterion} {failed} of {folds} must be 0: missed by {failed}");
    }
}
