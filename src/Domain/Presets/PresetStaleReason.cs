namespace ServerlessTraining.Domain.Presets;

/// <summary>Why a preset is no longer to be trusted.</summary>
public enum PresetStaleReason
{
    Expired,
    Drifted,
    PerformanceFallen,
}
