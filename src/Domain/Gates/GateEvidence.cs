using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>What the quick folds have shown. The figures are the average, to which the staleness folds do not belong: they would count the same
/// months twice. Folds are counted all, because no fold at all may fail.</summary>
public sealed record GateEvidence
{
    public GateEvidence(IReadOnlyDictionary<string, MetricValue> metrics, int folds, int failedFolds)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (folds < 0 || failedFolds < 0 || failedFolds > folds)
        {
            throw new ServerlessTrainingException(
                $"{failedFolds} of {folds} folds cannot have failed. Allowed are 0 or more folds and from 0 to all of them failed.");
        }

        Metrics = metrics;
        Folds = folds;
        FailedFolds = failedFolds;
    }

    public IReadOnlyDictionary<string, MetricValue> Metrics { get; }

    public int Folds { get; }

    public int FailedFolds { get; }
}
