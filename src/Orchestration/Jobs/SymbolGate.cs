namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The gate of a symbol that has bounds of its own.</summary>
/// <param name="Bounds">All of them, those that it shares with the others too.</param>
public sealed record SymbolGate(string Symbol, IReadOnlyDictionary<string, double> Bounds);
