namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What was exported.</summary>
/// <param name="ModelsFolder">With a folder a run, and in it one a horizon and fold.</param>
/// <param name="Models">Folds of kept models that were copied now; those that were there already are left.</param>
/// <param name="Checkpoints">Copied now.</param>
public sealed record StorageExportReport(string ModelsFolder, int Models, string CheckpointsFolder, int Checkpoints);
