namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a trial came to on one fold.</summary>
/// <param name="Fold">Its number in the plan.</param>
/// <param name="Values">The objective on it, one for each horizon of the study.</param>
/// <param name="Value">The mean over all horizons and folds so far.</param>
public sealed record StudyTrialStepView(int Fold, IReadOnlyList<double> Values, double Value);
