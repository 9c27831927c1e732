namespace ServerlessTraining.Domain.Regimes;

public enum ThresholdKind
{
    /// <summary>The number itself.</summary>
    Number,

    /// <summary>A percentile of the measure over the trailing percentile window.</summary>
    Percentile,

    /// <summary>A multiple of the measure's mean over the trailing percentile window.</summary>
    Average,
}
