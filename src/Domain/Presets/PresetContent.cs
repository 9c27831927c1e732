namespace ServerlessTraining.Domain.Presets;

/// <summary>All that one version of a preset says. Two contents are the same where their <see cref="PresetContentText.Fingerprint"/> is.</summary>
public sealed record PresetContent
{
    private const string RocAuc = "roc_auc";

    public required PresetDataset Dataset { get; init; }

    public required PresetFeatures Features { get; init; }

    public required PresetModel Model { get; init; }

    /// <summary>In bars, ascending and distinct, as in the name.</summary>
    public required IReadOnlyList<int> Horizons { get; init; }

    /// <summary>Null where the hyper-parameters were not searched for here.</summary>
    public PresetSearch? Search { get; init; }

    /// <summary>A canonical JSON object; {} for an ensemble.</summary>
    public required string HyperParameters { get; init; }

    /// <summary>By name; null where a metric cannot be computed.</summary>
    public required IReadOnlyDictionary<string, double?> ValidationMetrics { get; init; }

    public PresetHeldOut? HeldOut { get; init; }

    public PresetStability? Stability { get; init; }

    public required PresetTraining Training { get; init; }

    public required PresetStatus Status { get; init; }

    /// <summary>Whether the product judged it on data that the search never saw before it was published.</summary>
    public bool AutoValidated { get; init; }

    /// <summary>Of an ensemble; null for every other preset.</summary>
    public IReadOnlyList<PresetMember>? Members { get; init; }

    /// <summary>How the features were distributed, by name: what drift is measured against.</summary>
    public IReadOnlyDictionary<string, PresetDistribution>? Inputs { get; init; }

    public bool IsEnsemble => Members is not null;

    /// <summary>What lists show and sort by: the search's figure, else the validation's ROC AUC.</summary>
    public double? BestMetric => Search?.BestMetric ?? ValidationMetrics.GetValueOrDefault(RocAuc);

    /// <summary>Of what decides the training (hyper-parameters, features, model, horizons, training, members): 64 lower-case hexadecimal digits. Two presets of one hash
    /// train the same, whatever was measured of them.</summary>
    public string ConfigHash => PresetContentText.ConfigHash(this);
}
