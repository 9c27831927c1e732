namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>The boards that were asked for, by name.</summary>
/// <param name="Continuation">Asks for the next page; null at the end.</param>
public sealed record BoardList(IReadOnlyList<BoardView> Boards, string? Continuation);
