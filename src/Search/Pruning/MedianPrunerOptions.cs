using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Pruning;

/// <summary>When <see cref="MedianPruner"/> gives up a trial.</summary>
public sealed record MedianPrunerOptions
{
    /// <summary>Others that must have come as far before any is given up; 1 to 10,000.</summary>
    public int WarmUpTrials { get; init; } = 5;

    /// <summary>Steps after which no trial is given up yet; 0 to 10,000. One fold says little about the next.</summary>
    public int WarmUpSteps { get; init; } = 1;

    /// <summary>The share of the others that must stand before a trial that is given up; 0.1 to 0.9, and the median is 0.5.</summary>
    public double Share { get; init; } = 0.5;

    /// <exception cref="ServerlessTrainingException">Everything that is wrong, at once.</exception>
    public void Validate()
    {
        Faults faults = new("The median pruner cannot be used");
        faults.Range("warm-up trials", WarmUpTrials, 1, 10_000, "trials");
        faults.Range("warm-up steps", WarmUpSteps, 0, 10_000, "steps");
        faults.Range("share", Share, 0.1, 0.9, "of the others");
        faults.Throw();
    }
}
