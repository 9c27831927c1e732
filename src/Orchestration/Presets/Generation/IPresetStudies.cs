using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What plans need of studies.</summary>
internal interface IPresetStudies
{
    /// <summary>The study of a spec: one that was made of it before, or a new one where that was cancelled or has failed.</summary>
    /// <exception cref="Domain.ServerlessTrainingException">The spec cannot be searched.</exception>
    Task<string> CreateAsync(StudySpec spec, CancellationToken cancellationToken);

    /// <summary>Null where there is no such study.</summary>
    Task<PresetStudyState?> FindAsync(string studyId, CancellationToken cancellationToken);

    /// <exception cref="Http.RequestException">There is no such study.</exception>
    Task<StudyResult> ReadAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>Means over the folds and horizons of the winner's training with its median seed, by name; null where one could not be computed.</summary>
    Task<IReadOnlyDictionary<string, double?>> MetricsAsync(StudyResult result, CancellationToken cancellationToken);
}
