namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which bars of a stretch are listed where there are more than the limit.</summary>
public enum ClassifySide
{
    First,
    Last,
}
