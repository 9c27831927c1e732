using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>A model type as the contract suite sees it.</summary>
public sealed record ModelUnderTest
{
    public required IModelTrainer Trainer { get; init; }

    /// <summary>Cheap, but enough to learn from 2,900 rows: some 50 rounds, some epochs. A model of sequences must need no more than 40 rows of history.</summary>
    public HyperParameters Options { get; init; } = HyperParameters.None;

    /// <summary>The least that trains at all: for laws that hold whether anything was learned or not.</summary>
    public HyperParameters TinyOptions { get; init; } = HyperParameters.None;

    public int Threads { get; init; } = 1;

    /// <summary>Whether chance has a part in the training with <see cref="Options"/>.</summary>
    public bool SeedMatters { get; init; }

    /// <summary>On fresh rows of the planted signal, where the truth itself reaches about 0.88.</summary>
    public double LeastAuc { get; init; } = 0.8;

    /// <summary>On fresh rows of the planted signal, where the truth itself reaches about 0.91.</summary>
    public double LeastCorrelation { get; init; } = 0.8;

    /// <summary>On later bars of the synthetic market.</summary>
    public double LeastMarketAuc { get; init; } = 0.55;
}
