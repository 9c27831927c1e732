using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Ledgers;

/// <summary>Trial ledgers: a partition for each market and data fingerprint, a row for each look, in the text form of the domain. Recording joins; it never takes away,
/// so workers may record at once, in any order, and again.</summary>
public sealed class LedgerStore(StorageClients data)
{
    private const string Line = "line";
    private const string Heads = "ledgers";
    private readonly EntityTable table = data.Table(StorageNames.Tables.Ledger);

    /// <summary>Empty where nothing was looked at.</summary>
    public async Task<TrialLedger> LoadAsync(string market, string dataFingerprint, CancellationToken cancellationToken)
    {
        TrialLedger empty = new(market, dataFingerprint);
        List<string> lines = [.. TrialLedgerText.Lines(empty)];
        TableQuery query = new() { PartitionKey = PartitionOf(empty), Select = [Line] };
        await foreach (TableEntity row in table.QueryAsync(query, cancellationToken)) lines.Add(row.GetString(Line));
        return TrialLedgerText.Parse(lines);
    }

    /// <summary>Which ledgers there are, by market and data fingerprint: a row of each is read, however long they are.</summary>
    /// <param name="limit">1 or more.</param>
    /// <param name="continuation">Of the page before; null for the first.</param>
    public async Task<StoredPage<LedgerKey>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<LedgerKey> found = [];
        string? last = continuation is null ? null : ContinuationToken.Read(Heads, continuation);
        while (await NextPartitionAsync(last, cancellationToken) is { } next)
        {
            if (found.Count == limit) return new StoredPage<LedgerKey>(found, ContinuationToken.Write(Heads, last!));
            IReadOnlyList<string> parts = TableKey.Parts(next);
            found.Add(new LedgerKey(parts[0], parts[1]));
            last = next;
        }

        return new StoredPage<LedgerKey>(found, null);
    }

    /// <summary>Adds the looks of a ledger to what is stored for its market and data.</summary>
    public async Task RecordAsync(TrialLedger seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        foreach (TrialLook[] looks in seen.Looks.Chunk(TableLimits.BatchRows)) await RecordAsync(seen, looks, cancellationToken);
    }

    private async Task<string?> NextPartitionAsync(string? last, CancellationToken cancellationToken)
    {
        TableQuery query = new() { Filter = last is null ? null : TableClient.CreateQueryFilter($"PartitionKey gt {last}"), Select = [] };
        return (await table.PageAsync(query, 1, null, cancellationToken)).Items is [{ } row] ? row.PartitionKey : null;
    }

    private static string PartitionOf(TrialLedger ledger) => TableKey.Of(ledger.Market, ledger.DataFingerprint);

    // Keys of looks name hash, seed, model and regime, and may be longer than a row key; the line says which it is.
    private static string RowOf(TrialLook look) =>
        TableKey.Of(look.Kind.ToString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(look.Key))));

    private async Task RecordAsync(TrialLedger seen, TrialLook[] looks, CancellationToken cancellationToken)
    {
        string partition = PartitionOf(seen);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            TableBatch batch = new();
            foreach (TrialLook look in looks)
            {
                // Most looks are new: they are read only where the first attempt found that some are not.
                TableEntity? old = round == 0 ? null : await table.FindAsync(partition, RowOf(look), cancellationToken);
                string[] head = [.. TrialLedgerText.Lines(new TrialLedger(seen.Market, seen.DataFingerprint))];
                TrialLedger stored = TrialLedgerText.Parse(old is null ? head : [.. head, old.GetString(Line)]);
                string line = TrialLedgerText.Lines(stored.Record(look)).Last();
                if (old?.GetString(Line) == line) continue;
                TableEntity row = new(partition, RowOf(look)) { [Line] = line };
                if (old is null)
                {
                    batch.Insert(row);
                }
                else
                {
                    row.ETag = old.ETag;
                    batch.Replace(row);
                }
            }

            if (await table.SubmitAsync(batch, cancellationToken)) return;
        }

        throw table.Contended(partition, "");
    }
}
