namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>How far a training from a candle is.</summary>
public enum CandleRunStatus
{
    Started,
    Completed,
    Failed,
    Cancelled,
}
