using Azure.Data.Tables;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Ledgers;

/// <summary>A ledger as it was read.</summary>
/// <param name="Ledger">Has what was written up to the version, and perhaps more.</param>
/// <param name="Head">The version's row. It is not changed any more; its ETag guards the next transaction.</param>
internal sealed record KnownLedger(TrialLedger Ledger, TableEntity Head)
{
    public long Version => LedgerRows.VersionOf(Head);

    /// <summary>The transaction of that version: its row of the log has the same. Another one there means that this is no longer the table that was read.</summary>
    public string Writer => Head.GetString(EntityTable.WriterColumn);
}
