namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Where a fold is to be trained.</summary>
public enum FoldDevice
{
    Cpu,
    Gpu,
}
