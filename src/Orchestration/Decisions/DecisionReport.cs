namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What keep-or-delete made of a run; the same each time it is asked for.</summary>
/// <param name="Kept">Whether the run's model stayed when it was decided.</param>
/// <param name="LogLine">In one line.</param>
/// <param name="Regimes">That its model held then, in the board's order.</param>
/// <param name="Condemned">Runs whose model lost its last place by this decision, the run's own included; sorted.</param>
public sealed record DecisionReport(bool Kept, string LogLine, IReadOnlyList<string> Regimes, IReadOnlyList<string> Condemned);
