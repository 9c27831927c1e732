namespace ServerlessTraining.Bench;

/// <summary>One figure; with peers also theirs, and ours divided by theirs.</summary>
public sealed record BenchRow(string Name, double Value, string Unit, double? Peer = null, double? Ratio = null);
