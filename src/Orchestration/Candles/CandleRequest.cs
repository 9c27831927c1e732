namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The body of POST /api/training/run-poc. What is left out has its default.</summary>
public sealed record CandleRequest : CandleOptionsRequest
{
    /// <summary>The open time of the candle, such as 2012-06-01 or 2012-06-01T14:00:00Z.</summary>
    public string? CandleDate { get; init; }
}
