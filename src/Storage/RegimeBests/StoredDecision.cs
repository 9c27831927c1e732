using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Storage.RegimeBests;

/// <summary>What was decided on a run: stays for ever, for the audit and so that the same run is decided once.</summary>
/// <param name="Version">Of the board after the decision.</param>
public sealed record StoredDecision(
    string RunId, long Version, IReadOnlyList<RegimeOutcome> Outcomes, IReadOnlyList<Tombstone> Tombstones, string LogLine, DateTimeOffset At);
