namespace ServerlessTraining.Domain.Presets;

/// <summary>One line of a preset's history.</summary>
/// <param name="Version">The version it made; for a deletion and a restoration the version that was current.</param>
/// <param name="Description">What was changed, or why it was deleted.</param>
/// <param name="ContentFingerprint">Of that version's content.</param>
public sealed record PresetEvent(PresetEventKind Kind, int Version, string Description, string ContentFingerprint, DateTimeOffset At);
