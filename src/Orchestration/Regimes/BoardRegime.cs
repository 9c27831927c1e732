namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A regime of a board.</summary>
/// <param name="Holders">The best first; empty where nobody is good enough.</param>
public sealed record BoardRegime(string Regime, IReadOnlyList<BoardHolder> Holders);
