using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Studies;

/// <summary>How many trials each phase has.</summary>
/// <param name="Seeds">Of the last phase: the seeds of training that each finalist is trained with.</param>
public sealed record PhaseTrials(int Broad, int Focused, int Local, int Seeds)
{
    public static PhaseTrials Quick { get; } = new(20, 40, 10, 5);

    public static PhaseTrials Full { get; } = new(100, 200, 50, 10);

    internal void Check(Faults faults)
    {
        faults.Range("broad", Broad, 1, 10_000, "trials");
        faults.Range("focused", Focused, 1, 10_000, "trials");
        faults.Range("local", Local, 1, 10_000, "trials");
        faults.Range("seeds", Seeds, 1, 100, "seeds");
    }
}
