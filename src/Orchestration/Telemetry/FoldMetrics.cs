namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>How a try of a fold can end, as its figures say it.</summary>
public static class FoldMetrics
{
    public const string Done = "done";
    public const string Failed = "failed";
    public const string GivenUp = "given_up";
    public const string Lost = "lost";
    public const string HandedBack = "handed_back";
}
