using System.Text.Json;

namespace ServerlessTraining.Storage.Backtests;

/// <summary>How one inference strategy of a run did in one regime.</summary>
/// <param name="Score">What lists sort and compare by; null where it is undefined.</param>
/// <param name="Metrics">Everything else, as the domain writes it.</param>
public sealed record StoredBacktest(string RunId, string Strategy, string Regime, double? Score, int Trades, JsonElement Metrics);
