namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>The boards that were asked for, by name.</summary>
public sealed record BoardList(IReadOnlyList<BoardView> Boards);
