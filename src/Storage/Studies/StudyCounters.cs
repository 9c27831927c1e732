namespace ServerlessTraining.Storage.Studies;

/// <summary>How many trials a study has.</summary>
/// <param name="Planned">At most, while it runs: a space with fewer points gives fewer. All, when it is completed.</param>
/// <param name="Complete">Measured on all folds.</param>
public sealed record StudyCounters(int Planned, int Complete, int Pruned, int Failed)
{
    /// <summary>That have ended.</summary>
    public int Done => Complete + Pruned + Failed;
}
