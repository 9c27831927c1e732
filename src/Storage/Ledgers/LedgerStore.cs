using Azure.Data.Tables;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Ledgers;

/// <summary>Trial ledgers: a partition for each market and data fingerprint, a row for each look, in the text form of the domain. Recording joins; it never takes away,
/// so workers may record at once, in any order, and again. A log says what each transaction wrote, so a ledger that this store has read before is brought up to date by
/// what is new, however long it is.</summary>
public sealed class LedgerStore(StorageClients data)
{
    private const string List = "ledgers";
    private readonly EntityTable table = data.Table(StorageNames.Tables.Ledger);
    private readonly LedgerCache cache = new();

    /// <summary>Empty where nothing was looked at. All that was recorded before the call is in it.</summary>
    public async Task<TrialLedger> LoadAsync(string market, string dataFingerprint, CancellationToken cancellationToken)
    {
        TrialLedger empty = new(market, dataFingerprint);
        string partition = LedgerRows.PartitionOf(empty);
        KnownLedger? now = cache.Find(partition) is { } known ? await CatchUpAsync(partition, known, cancellationToken) : null;
        if (now is null)
        {
            // The version first: what is read behind it and newer is joined again with the log, to no harm.
            TableEntity? head = await FindHeadAsync(partition, cancellationToken);
            TrialLedger whole = await ReadWholeAsync(partition, empty, cancellationToken);

            // Without a version it was written before there was one. The next that is recorded makes it.
            if (head is null) return whole;
            now = new KnownLedger(whole, head);
        }

        cache.Keep(partition, now);
        return now.Ledger;
    }

    /// <summary>Which ledgers there are, by market and data fingerprint: a row of each is read, however long they are.</summary>
    /// <param name="limit">1 or more.</param>
    /// <param name="continuation">Of the page before; null for the first.</param>
    public async Task<StoredPage<LedgerKey>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<LedgerKey> found = [];
        string? last = continuation is null ? null : ContinuationToken.Read(List, continuation);
        while (await NextPartitionAsync(last, cancellationToken) is { } next)
        {
            if (found.Count == limit) return new StoredPage<LedgerKey>(found, ContinuationToken.Write(List, last!));
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
        foreach (IReadOnlyList<(TrialLook Look, string Line)> looks in LedgerRows.Batches(seen)) await RecordAsync(seen, looks, cancellationToken);
    }

    private static TrialLedger Parse(TrialLedger ofWhat, IEnumerable<string> lines) =>
        TrialLedgerText.Parse(TrialLedgerText.Lines(new TrialLedger(ofWhat.Market, ofWhat.DataFingerprint)).Concat(lines));

    private async Task<string?> NextPartitionAsync(string? last, CancellationToken cancellationToken)
    {
        TableQuery query = new() { Filter = last is null ? null : TableClient.CreateQueryFilter($"PartitionKey gt {last}"), Select = [] };
        return (await table.PageAsync(query, 1, null, cancellationToken)).Items is [{ } row] ? row.PartitionKey : null;
    }

    private Task<TableEntity?> FindHeadAsync(string partition, CancellationToken cancellationToken) => table.FindAsync(partition, LedgerRows.Version, cancellationToken);

    private async Task<TrialLedger> ReadWholeAsync(string partition, TrialLedger empty, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        TableQuery query = new() { PartitionKey = partition, RowBefore = LedgerRows.Log, Select = [LedgerRows.Line] };
        await foreach (TableEntity row in table.QueryAsync(query, cancellationToken)) lines.Add(row.GetString(LedgerRows.Line));
        return Parse(empty, lines);
    }

    /// <summary>Reads the log from the known version on, which must still be there, and the version behind it. Null where it does not go on from what is known, as in a table that was
    /// put back from a copy.</summary>
    private async Task<KnownLedger?> CatchUpAsync(string partition, KnownLedger known, CancellationToken cancellationToken)
    {
        bool goesOn = false;
        long rows = 0;
        List<string> lines = [];
        TableEntity? head = null;
        TableQuery query = new() { PartitionKey = partition, RowFrom = LedgerRows.LogKey(known.Version) };
        await foreach (TableEntity row in table.QueryAsync(query, cancellationToken))
        {
            if (row.RowKey == LedgerRows.Version)
            {
                head = row;
            }
            else if (row.RowKey == LedgerRows.LogKey(known.Version))
            {
                goesOn = row.GetString(EntityTable.WriterColumn) == known.Writer;
            }
            else
            {
                rows++;
                lines.AddRange(LedgerRows.LinesOf(row));
            }
        }

        if (!goesOn || head is null || rows < LedgerRows.VersionOf(head) - known.Version) return null;
        return new KnownLedger(lines.Count == 0 ? known.Ledger : known.Ledger.Merge(Parse(known.Ledger, lines)), head);
    }

    private async Task RecordAsync(TrialLedger seen, IReadOnlyList<(TrialLook Look, string Line)> looks, CancellationToken cancellationToken)
    {
        string partition = LedgerRows.PartitionOf(seen);
        TableEntity? head = cache.Find(partition)?.Head ?? await FindHeadAsync(partition, cancellationToken);
        bool areNew = true;
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            TableBatch batch = new();
            List<string> written = [];
            foreach ((TrialLook look, string line) in looks)
            {
                // Most looks are new: they are read only where an attempt found that some are not.
                TableEntity? old = areNew ? null : await table.FindAsync(partition, LedgerRows.KeyOf(look), cancellationToken);
                if (old is not null && !IsFuller(seen, line, old.GetString(LedgerRows.Line))) continue;
                TableEntity row = new(partition, LedgerRows.KeyOf(look)) { [LedgerRows.Line] = line };
                if (old is not null) row.ETag = old.ETag;
                _ = old is null ? batch.Insert(row) : batch.Replace(row);
                written.Add(line);
            }

            if (written.Count == 0) return;
            TableEntity next = AddVersion(batch, partition, head, written);
            if (await table.SubmitAsync(batch, cancellationToken))
            {
                Learn(partition, head, next, written);
                return;
            }

            // Where it was not the version that was changed by others, it was the looks.
            TableEntity? now = await FindHeadAsync(partition, cancellationToken);
            areNew &= LedgerRows.VersionOf(now) != LedgerRows.VersionOf(head);
            head = now;
        }

        throw table.Contended(partition, LedgerRows.Version);
    }

    private static bool IsFuller(TrialLedger seen, string line, string stored) => line != stored && TrialLedgerText.Lines(Parse(seen, [stored, line])).Last() == line;

    // The version comes last: whoever sees it on an emulator, which shows the rows of a transaction one after the other, sees the others too.
    private static TableEntity AddVersion(TableBatch batch, string partition, TableEntity? head, List<string> written)
    {
        long version = LedgerRows.VersionOf(head) + 1;
        TableEntity next = LedgerRows.VersionRow(partition, version, written[0]);
        batch.Insert(LedgerRows.LogRow(partition, version, written));
        if (head is null)
        {
            batch.Insert(next);
            return next;
        }

        next.ETag = head.ETag;
        batch.Replace(next);
        return next;
    }

    /// <summary>What this store wrote itself right behind what it knows, it need not read.</summary>
    private void Learn(string partition, TableEntity? head, TableEntity next, List<string> written)
    {
        if (head is null || cache.Find(partition) is not { } known || known.Head.ETag != head.ETag) return;
        cache.Keep(partition, new KnownLedger(known.Ledger.Merge(Parse(known.Ledger, written)), next));
    }
}
