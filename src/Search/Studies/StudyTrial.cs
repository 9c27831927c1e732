using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Studies;

/// <summary>A trial that was made.</summary>
/// <param name="Losses">As <see cref="Trial.Losses"/>.</param>
/// <param name="Steps">As <see cref="Trial.Steps"/>.</param>
public sealed record StudyTrial(TrialProposal Proposal, TrialState State, IReadOnlyList<double> Losses, IReadOnlyList<IReadOnlyList<double>> Steps)
{
    public Trial ToTrial() => new(Proposal.Number, Proposal.Point, State, Losses, Steps);
}
