namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The bars that two presets are compared on.</summary>
/// <param name="Data">later: behind the data of both presets. held_out: behind what either search saw, where too little is later.</param>
/// <param name="From">What comes behind it is judged.</param>
/// <param name="Text">In words.</param>
public sealed record ComparisonWindow(string Data, DateTimeOffset From, string Text)
{
    public const string Later = "later";
    public const string HeldOut = "held_out";
}
