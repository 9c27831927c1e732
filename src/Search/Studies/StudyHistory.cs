using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>What a study has behind it, in the order of the numbers, whatever the order of arrival was.</summary>
internal sealed class StudyHistory
{
    private readonly StudyTrial[] trials;

    /// <exception cref="ServerlessTrainingException">The trials are not those of one study on this space.</exception>
    public StudyHistory(SearchSpace space, StudyOptions options, IReadOnlyList<StudyTrial> finished)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(finished);
        options.Validate();
        foreach (SearchPoint first in options.First) space.Check(first);
        trials = [.. finished.OrderBy(trial => trial.Proposal.Number)];
        for (int i = 0; i < trials.Length; i++)
        {
            int number = trials[i].Proposal.Number;
            if (number != i) throw Misnumbered(Math.Min(i, number), number < i ? "there twice" : "missing");
            space.Check(trials[i].Proposal.Point);
        }

        Searched = [.. trials.Where(trial => trial.Proposal.Phase < StudyPhase.Stability).Select(trial => trial.ToTrial())];
    }

    public int Count => trials.Length;

    /// <summary>From 1; 0 before the first.</summary>
    public int Generation => trials.Length == 0 ? 0 : trials[^1].Proposal.Generation;

    public StudyPhase Phase => trials.Length == 0 ? StudyPhase.Broad : trials[^1].Proposal.Phase;

    /// <summary>Those of the phases that look for points.</summary>
    public IReadOnlyList<Trial> Searched { get; }

    public IReadOnlyList<StudyTrial> Of(StudyPhase phase) => [.. trials.Where(trial => trial.Proposal.Phase == phase)];

    public IReadOnlyList<Trial> Before(StudyPhase phase) => [.. trials.Where(trial => trial.Proposal.Phase < phase).Select(trial => trial.ToTrial())];

    private static ServerlessTrainingException Misnumbered(int number, string how) => new($"Trial {number} of the study is {how}; its trials are numbered from 0 without gaps.");
}
