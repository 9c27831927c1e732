using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Models.Files;

/// <summary>What a model does not know about itself, but whoever opens it must: how its features are made, and the recipe that it was trained from.</summary>
public sealed record ModelContext
{
    public required FeatureSystem FeatureSystem { get; init; }

    /// <summary>Of the bars: the names of features depend on it.</summary>
    public required Timeframe Timeframe { get; init; }

    public FeatureOptions FeatureOptions { get; init; } = FeatureOptions.Default;

    /// <summary>What was done to the features before the model saw them.</summary>
    public required FittedScaler Scaler { get; init; }

    public required HyperParameters HyperParameters { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    /// <summary>The fingerprint of the bars: 64 small hex digits, as <see cref="SeriesFingerprint"/> writes it.</summary>
    public required string DataHash { get; init; }

    /// <summary>The version of the program that trained the model.</summary>
    public required string CodeVersion { get; init; }

    public required DateTimeOffset Created { get; init; }
}
