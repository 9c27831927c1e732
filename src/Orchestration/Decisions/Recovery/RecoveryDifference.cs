namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Something that came out otherwise than the first time.</summary>
/// <param name="What">`model`, `predictions`, `training` where it failed, or the name of a metric.</param>
/// <param name="Recorded">Null where there was none.</param>
/// <param name="Found">Null where there is none.</param>
public sealed record RecoveryDifference(int Horizon, int Fold, string What, string? Recorded, string? Found)
{
    public override string ToString() => $"fold {Fold} of horizon {Horizon}: {What} was {Recorded ?? "none"} and is {Found ?? "none"}";
}
