using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>A study in four phases, as pure functions of what is over. Nothing depends on who trained a trial or on the order in which results came, so a study that was cut off
/// goes on as if it had not been.
/// <list type="number">
/// <item>broad: the points to be tried first, then quasi-random ones, then TPE over the whole space;</item>
/// <item>focused: TPE in the <see cref="SearchRegion"/> of the best trials of the first phase, whose trials inside it count;</item>
/// <item>local: steps that grow shorter, from the best points so far;</item>
/// <item>stability: the best points, each with all seeds. These trials are to be made to the end: whoever prunes them prunes what they are there to show.</item>
/// </list>
/// No point is tried twice in the first three. A phase whose points have all been tried ends early; failed trials count as tried and stop nothing.</summary>
public static class FourPhases
{
    /// <summary>The next generation, whole; empty when the study is done.</summary>
    /// <param name="finished">Whole generations only, in any order.</param>
    public static IReadOnlyList<TrialProposal> Next(SearchSpace space, StudyOptions options, IReadOnlyList<StudyTrial> finished)
    {
        StudyHistory history = new(space, options, finished);
        for (StudyPhase phase = history.Phase; phase <= (StudyPhase)options.Phases; phase++)
        {
            IReadOnlyList<TrialProposal> next = phase == StudyPhase.Stability ? Stability.Next(options, history) : new PhaseSampling(space, options, history, phase).Next();
            if (next.Count > 0) return next;
        }

        return [];
    }

    /// <summary>The best so far: by mean and spread over seeds where the last phase has measured something, else the best trial of the phases before. Null where nothing was
    /// measured.</summary>
    public static StudyWinner? Winner(SearchSpace space, StudyOptions options, IReadOnlyList<StudyTrial> finished) =>
        Stability.Winner(options, new StudyHistory(space, options, finished));

    /// <summary>The region of the second phase, from what is over of the first; null where nothing was measured.</summary>
    public static SearchRegion? Region(SearchSpace space, StudyOptions options, IReadOnlyList<StudyTrial> finished)
    {
        IReadOnlyList<Trial> broad = new StudyHistory(space, options, finished).Before(StudyPhase.Focused);
        return broad.Any(TrialRanking.IsMeasured) ? SearchRegion.Of(space, broad) : null;
    }

    /// <summary>Of each phase that the study has.</summary>
    public static IReadOnlyList<PhaseProgress> Progress(SearchSpace space, StudyOptions options, IReadOnlyList<StudyTrial> finished)
    {
        StudyHistory history = new(space, options, finished);
        return [.. Enum.GetValues<StudyPhase>().Take(options.Phases).Select(phase => Progress(options, history, phase))];
    }

    private static PhaseProgress Progress(StudyOptions options, StudyHistory history, StudyPhase phase)
    {
        IReadOnlyList<StudyTrial> trials = history.Of(phase);
        return new PhaseProgress(
            phase,
            options.Planned(phase),
            trials.Count,
            trials.Count(trial => trial.State == TrialState.Pruned),
            trials.Count(trial => trial.State == TrialState.Failed));
    }
}
