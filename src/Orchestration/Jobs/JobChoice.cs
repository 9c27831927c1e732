namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The answer to the question whether to train in full, to be written down.</summary>
/// <param name="Answer">approve or reject.</param>
/// <param name="By">As <see cref="JobDecision.By"/>.</param>
public sealed record JobChoice(string JobId, string Answer, string By);
