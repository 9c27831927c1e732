namespace ServerlessTraining.Domain.Metrics;

/// <summary>What was looked at. Each is counted by itself.</summary>
public enum TrialKind
{
    Configuration,
    Seed,
    Strategy,
    Threshold,

    /// <summary>An opening of the final segment. Its key names the run that opened it: a run repeated by a retry counts once, a further run counts again.</summary>
    FinalSegment,
}
