using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Models.Files;

/// <summary>What is known of a model without loading it.</summary>
public sealed record ModelManifest
{
    /// <summary>Goes up when a manifest is written that a program of today would misread.</summary>
    public const int FormatVersion = 1;

    public required string ModelType { get; init; }

    /// <summary>A name, which this program need not know any more.</summary>
    public required string FeatureSystem { get; init; }

    public required int FeatureSystemVersion { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>What the feature system reads of them; the indicator timeframes are those that were taken, also where they were left to the default.</summary>
    public required FeatureOptions FeatureOptions { get; init; }

    public required IReadOnlyList<string> FeatureNames { get; init; }

    public required FittedScaler Scaler { get; init; }

    public required IReadOnlyList<Target> Targets { get; init; }

    public required HyperParameters HyperParameters { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string DataHash { get; init; }

    public required string CodeVersion { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required TrainingReport Report { get; init; }

    /// <summary>By name. The manifest itself and the checksums are not among them.</summary>
    public required IReadOnlyDictionary<string, ModelFileEntry> Files { get; init; }

    /// <summary>64 small hex digits over all that a forecast depends on: model type, feature system with version, timeframe, options and names, scaler (kind, centers,
    /// scales), targets, and name and SHA-256 of each file. How the model came about is left out: time, code version, data hash, seed, threads, hyper-parameters, fitted
    /// rows and report. A model that is trained again from its recipe has the same hash exactly when it forecasts by the same bytes, compressed or not.</summary>
    public string Hash => Sha256.Of(System.Text.Encoding.UTF8.GetBytes(ModelManifestWriter.Identity(this)));
}
