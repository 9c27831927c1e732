using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Studies;

/// <summary>What decides the proposals of a study, beside its space and the losses.</summary>
public sealed record StudyOptions
{
    /// <summary>Of all that is drawn; modulo 2^31 it is the seed that the first three phases train with.</summary>
    public required ulong Seed { get; init; }

    public PhaseTrials Trials { get; init; } = PhaseTrials.Quick;

    /// <summary>1 to 4: the study ends after this one.</summary>
    public int Phases { get; init; } = 4;

    /// <summary>How many trials are proposed at once, and so how many can be trained side by side; a phase's last generation may have fewer. Part of the result, unlike the
    /// number of workers.</summary>
    public int Generation { get; init; } = 8;

    /// <summary>How many points the last phase compares.</summary>
    public int Finalists { get; init; } = 3;

    /// <summary>Tried before anything else: the defaults of the model type, what won before.</summary>
    public IReadOnlyList<SearchPoint> First { get; init; } = [];

    /// <summary>Trials of a phase at most.</summary>
    public int Planned(StudyPhase phase) => phase switch
    {
        StudyPhase.Broad => Trials.Broad,
        StudyPhase.Focused => Trials.Focused,
        StudyPhase.Local => Trials.Local,
        _ => Trials.Seeds * Finalists,
    };

    /// <exception cref="ServerlessTrainingException">Everything that is wrong, at once.</exception>
    public void Validate()
    {
        Faults faults = new("The study cannot run");
        Trials.Check(faults);
        faults.Range("phases", Phases, 1, 4, "phases");
        faults.Range("generation", Generation, 1, 1_000, "trials");
        faults.Range("finalists", Finalists, 1, 100, "points");
        faults.Require(First.Count <= Trials.Broad, $"{First.Count} points are to be tried first; the first phase has {Trials.Broad} trials");
        faults.Throw();
    }
}
