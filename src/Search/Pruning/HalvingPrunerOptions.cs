using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Pruning;

/// <summary>Where <see cref="HalvingPruner"/> gives up trials, and how many.</summary>
public sealed record HalvingPrunerOptions
{
    /// <summary>One in so many goes on from a rung to the next, which lies so many times as many steps further; 2 to 10.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>Steps to the first rung; 1 to 10,000.</summary>
    public int FirstRung { get; init; } = 1;

    /// <summary>ASHA's rule, for those who do not wait for each other: too few to choose from go on.</summary>
    public bool Asynchronous { get; init; }

    /// <exception cref="ServerlessTrainingException">Everything that is wrong, at once.</exception>
    public void Validate()
    {
        Faults faults = new("The halving pruner cannot be used");
        faults.Range("reduction", Reduction, 2, 10, "trials");
        faults.Range("first rung", FirstRung, 1, 10_000, "steps");
        faults.Throw();
    }
}
