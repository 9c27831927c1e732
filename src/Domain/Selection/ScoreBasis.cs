namespace ServerlessTraining.Domain.Selection;

/// <summary>What a score was measured on. Two scores of a market can be compared only where both fingerprints are equal.</summary>
/// <param name="DataFingerprint">Of the bars and report windows.</param>
/// <param name="RulesFingerprint">Of the regime rules.</param>
public sealed record ScoreBasis(string DataFingerprint, string RulesFingerprint);
