namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The body of `POST /api/presets/from-study`.</summary>
/// <param name="Name">Of the preset; null for the one that follows from the study. Only that one is right: a name says what a preset is.</param>
/// <param name="Description">Said in its history; null for a sentence that names the study.</param>
public sealed record FromStudyRequest(string StudyId, string? Name = null, string? Description = null);
