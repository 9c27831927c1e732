using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Everything that decides a study. Equal specs give equal studies, so the hash names the study.</summary>
public sealed record StudySpec
{
    public const string UsualObjective = "roc_auc";
    public const string QuickFolds = "quick";
    public const string FullFolds = "full";

    /// <summary>The largest number that every reader of JSON gives back as it was.</summary>
    public const ulong MostSeed = (1UL << 53) - 1;

    /// <summary>A history has room for this many rungs.</summary>
    public const int MostFolds = 100;

    public required string Symbol { get; init; }

    public required string Timeframe { get; init; }

    /// <summary>The name of a model type, such as lightgbm.</summary>
    public required string Model { get; init; }

    public required string FeatureSystem { get; init; }

    public string Encoder { get; init; } = "absolute";

    /// <summary>In bars, ascending. A trial trains a configuration for each, and its loss is the mean over them.</summary>
    public required IReadOnlyList<int> Horizons { get; init; }

    /// <summary>Canonical JSON of the search space (<see cref="SearchSpaces"/> has one for each model type).</summary>
    public required string Space { get; init; }

    /// <summary>JSON: a list of points of the space that are tried first.</summary>
    public string Defaults { get; init; } = "[]";

    public PhaseTrials Trials { get; init; } = PhaseTrials.Quick;

    /// <summary>The last phase that is run, 1 to 4.</summary>
    public int Phases { get; init; } = 4;

    /// <summary>How many trials are proposed at once, from 1; another number gives another study. Times the horizons at most <see cref="Folds.FoldSet.MostFolds"/>.</summary>
    public int Generation { get; init; } = 8;

    /// <summary>Of proposals and trainings, 0 to <see cref="MostSeed"/>.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>The metric on the test parts of the folds; <see cref="StudyObjectives"/> has those that are allowed.</summary>
    public string Objective { get; init; } = UsualObjective;

    /// <summary>The longest training window, 1 to 3650 days. Quick folds never have more than 180; with full folds 3650 is all the data before the test.</summary>
    public int Days { get; init; } = 180;

    /// <summary><see cref="QuickFolds"/> or <see cref="FullFolds"/>.</summary>
    public string FoldMode { get; init; } = QuickFolds;

    /// <summary>Of full folds, 1 to <see cref="MostFolds"/>; those that are left out are thinned evenly.</summary>
    public int MaxFolds { get; init; } = 45;

    /// <summary>Of the bars that the study is about. It fails when it goes on and other bars are there.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>The spec as canonical JSON.</summary>
    [JsonIgnore]
    public string CanonicalText => CanonicalJson.Write(JsonSerializer.SerializeToElement(this, ApiJson.Options));

    /// <summary>SHA-256 of the canonical text, 64 lower-case hexadecimal digits.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));
}
