namespace ServerlessTraining.Orchestration.Live;

/// <summary>What live models come from.</summary>
public static class LiveModelSource
{
    /// <summary>A two-stage training.</summary>
    public const string Job = "job";

    /// <summary>A training from a candle.</summary>
    public const string Candle = "candle";

    public static IReadOnlyList<string> All { get; } = [Job, Candle];
}
