namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Where exports go. Only a host on somebody's machine has one: its data folder.</summary>
public sealed record ExportFolder(string Path);
