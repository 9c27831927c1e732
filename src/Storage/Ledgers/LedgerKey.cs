namespace ServerlessTraining.Storage.Ledgers;

/// <summary>Which ledger: that of one market's data.</summary>
public sealed record LedgerKey(string Market, string DataFingerprint);
