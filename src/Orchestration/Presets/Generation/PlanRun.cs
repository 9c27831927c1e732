namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What <see cref="PlanOrchestrator"/> begins with.</summary>
/// <param name="Numbers">Of the entries that are made, in their order.</param>
/// <param name="MaxParallel">How many at a time.</param>
public sealed record PlanRun(string PlanId, IReadOnlyList<int> Numbers, int MaxParallel)
{
    /// <summary>The orchestration of a plan.</summary>
    public static string InstanceOf(string planId) => $"presetplan-{planId}";
}
