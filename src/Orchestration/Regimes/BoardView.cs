namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Who is the best in which regime of a market, or of all.</summary>
/// <param name="Board">The market as `BTCUSDT_1h`, or `global`.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record BoardView(string Board, long Version, IReadOnlyList<BoardRegime> Regimes);
