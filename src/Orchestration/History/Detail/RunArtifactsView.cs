namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>What a run consists of in storage.</summary>
/// <param name="Items">The models of the run's own horizon first, each fold's files together; then what is of the whole run.</param>
/// <param name="TotalBytes">Of those that are there.</param>
public sealed record RunArtifactsView(IReadOnlyList<RunArtifact> Items, long TotalBytes);
