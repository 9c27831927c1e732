namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What became of the question whether to train in full.</summary>
/// <param name="Answer">approve or reject.</param>
/// <param name="By">api where somebody decided, auto_approve, or timeout.</param>
public sealed record JobDecision(string Answer, string By, DateTimeOffset At)
{
    public const string Approve = "approve";
    public const string Reject = "reject";
    public const string Api = "api";
    public const string Auto = "auto_approve";
    public const string TimeOut = "timeout";
}
