using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Search.Importance;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A study with all that came of it. Losses are Search's: a metric that is to be high has its negative there (<see cref="StudyObjectives.ValueOf"/> turns it
/// back).</summary>
/// <param name="Winner">Null while it runs, and where nothing was measured.</param>
/// <param name="WinnerText">The winner's hyper-parameters as canonical JSON.</param>
/// <param name="Importance">Of the parameters, the largest share first; empty until it has ended.</param>
/// <param name="Trials">That have ended, in the order of their numbers.</param>
public sealed record StudyResult(
    string StudyId, StudySpec Spec, string Status, string? Failure, StudyWinner? Winner, string? WinnerText, IReadOnlyList<ParameterShare> Importance,
    IReadOnlyList<StudyTrial> Trials)
{
    /// <summary>What the trials of all phases used: each fold that a trial was measured on, whoever paid for it. Null where some were measured before that was noted.</summary>
    public TrainingUse? Use { get; init; }
}
