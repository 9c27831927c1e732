namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The custom status of a run's orchestration, for operators.</summary>
/// <param name="Step">planning, training, cancelling or storing.</param>
public sealed record CandleStatus(string Step);
