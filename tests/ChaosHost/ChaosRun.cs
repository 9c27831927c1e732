namespace ServerlessTraining.ChaosHost;

/// <summary>Folds to train, in sets that run side by side.</summary>
public sealed record ChaosRun(int Sets, int FoldsASet)
{
    public int Folds => Sets * FoldsASet;

    public IEnumerable<ChaosSet> SetsOf(string id) => Enumerable.Range(0, Sets).Select(number => new ChaosSet(id, number, FoldsASet));
}
