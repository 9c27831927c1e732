using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.RegimeBests;

/// <summary>Who is the best in which regime of a market. A board lies in one partition: a version row, a row for each regime that is held, and a row for each decision.
/// A decision over any number of regimes is one transaction with the row that records it, so it happens once and wholly.</summary>
public sealed class RegimeBestStore
{
    private const string Board = "board";
    private const string DecisionRow = "decision";
    private const string Version = "version";
    private readonly EntityTable table;
    private readonly TimeProvider clock;
    private readonly DocumentColumn<BoardHead> heads;
    private readonly DocumentColumn<RegimePlaces> places;
    private readonly DocumentColumn<StoredDecision> decisions;

    public RegimeBestStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.clock = clock;
        Payloads payloads = new(data);
        table = data.Table(StorageNames.Tables.RegimeBests);
        heads = new DocumentColumn<BoardHead>(new DocumentFormat<BoardHead>("board"), payloads);
        places = new DocumentColumn<RegimePlaces>(new DocumentFormat<RegimePlaces>("regime's best"), payloads);
        decisions = new DocumentColumn<StoredDecision>(new DocumentFormat<StoredDecision>("decision"), payloads);
    }

    /// <summary>Null where nothing was decided there yet.</summary>
    public async Task<RegimeBoard?> FindAsync(string key, CancellationToken cancellationToken)
    {
        // One query of one partition: the rows are of one moment.
        TableEntity[] rows = await RowsAsync(key, cancellationToken);
        if (rows.FirstOrDefault(row => row.RowKey == Board) is not { } first) return null;
        BoardHead head = await heads.ReadAsync(first, cancellationToken);
        Dictionary<string, IReadOnlyList<Incumbent>> incumbents = new(StringComparer.Ordinal);
        foreach (TableEntity row in rows.Where(row => row.RowKey != Board))
        {
            incumbents[TableKey.Parts(row.RowKey)[1]] = (await places.ReadAsync(row, cancellationToken)).Incumbents;
        }

        return new RegimeBoard(head.Key, head.Version, head.Regimes, incumbents, head.Defeats);
    }

    /// <summary>The keys of all boards: a row of each is read, however many decisions were made on it.</summary>
    public async IAsyncEnumerable<string> KeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            TableQuery query = new() { Filter = last is null ? null : TableClient.CreateQueryFilter($"PartitionKey gt {last}"), Select = [] };
            if ((await table.PageAsync(query, 1, null, cancellationToken)).Items is not [{ } row]) yield break;
            last = row.PartitionKey;
            yield return TableKey.Parts(last)[0];
        }
    }

    /// <summary>Null where the run was not decided on this board.</summary>
    public async Task<StoredDecision?> DecisionAsync(string key, string runId, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(key), TableKey.Of(DecisionRow, runId), cancellationToken) is { } row ? await decisions.ReadAsync(row, cancellationToken) : null;

    /// <summary>Records a decision that was made on <paramref name="before"/>. A run that was decided already keeps that decision, which is given back.</summary>
    /// <returns>Null where another decision came between: read the board and decide again.</returns>
    public async Task<StoredDecision?> SaveAsync(RegimeBoard before, Decision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(decision);
        if (await DecisionAsync(before.Key, decision.RunId, cancellationToken) is { } known) return known;
        StoredDecision stored = new(decision.RunId, decision.Board.Version, decision.Outcomes, decision.Tombstones, decision.LogLine, clock.GetUtcNow());
        TableEntity row = new(TableKey.Of(before.Key), TableKey.Of(DecisionRow, decision.RunId)) { [Version] = stored.Version };
        await decisions.WriteAsync(row, stored, cancellationToken);
        if (await WriteAsync(before, decision.Board, row, cancellationToken)) return stored;
        return await DecisionAsync(before.Key, decision.RunId, cancellationToken);
    }

    /// <summary>Changes a board without a run: other regimes, incumbents scored again.</summary>
    /// <returns>False where a decision came between.</returns>
    public Task<bool> ReplaceAsync(RegimeBoard before, RegimeBoard after, CancellationToken cancellationToken) => WriteAsync(before, after, null, cancellationToken);

    private static Dictionary<string, IReadOnlyList<Defeat>> DefeatsOf(RegimeBoard board) => board.Incumbents
        .Select(incumbent => incumbent.Run.ModelId)
        .Distinct()
        .ToDictionary(model => model, board.DefeatsOf);

    private async Task<TableEntity[]> RowsAsync(string key, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync(new TableQuery { PartitionKey = TableKey.Of(key), RowPrefix = Board }, cancellationToken)) rows.Add(row);
        return [.. rows];
    }

    private async Task<bool> WriteAsync(RegimeBoard before, RegimeBoard after, TableEntity? decision, CancellationToken cancellationToken)
    {
        TableEntity[] rows = await RowsAsync(before.Key, cancellationToken);
        TableEntity? old = rows.FirstOrDefault(row => row.RowKey == Board);
        if ((old?.GetInt64(Version) ?? 0) != before.Version) return false;
        string partition = TableKey.Of(before.Key);
        TableEntity head = new(partition, Board) { [Version] = after.Version };
        await heads.WriteAsync(head, new BoardHead(after.Key, after.Version, after.Regimes, DefeatsOf(after)), cancellationToken);
        TableBatch batch = new();
        if (old is null)
        {
            batch.Insert(head);
        }
        else
        {
            head.ETag = old.ETag;
            batch.Replace(head);
        }

        if (decision is not null) batch.Insert(decision);
        HashSet<string> stored = [.. rows.Select(row => row.RowKey)];
        foreach (string regime in after.Regimes.Union(before.Regimes, StringComparer.Ordinal))
        {
            string key = TableKey.Of(Board, regime);
            IReadOnlyList<Incumbent> holders = after.Regimes.Contains(regime, StringComparer.Ordinal) ? after.Holders(regime) : [];
            if (holders.Count > 0) batch.Upsert(await PlacesAsync(partition, key, holders, cancellationToken));
            else if (stored.Contains(key)) batch.Delete(partition, key);
        }

        return await table.SubmitAsync(batch, cancellationToken);
    }

    private async Task<TableEntity> PlacesAsync(string partition, string key, IReadOnlyList<Incumbent> holders, CancellationToken cancellationToken)
    {
        TableEntity row = new(partition, key) { ["run_id"] = holders[0].Run.RunId, ["model_id"] = holders[0].Run.ModelId, ["score"] = holders[0].Candidate.Score.Value };
        await places.WriteAsync(row, new RegimePlaces(holders), cancellationToken);
        return row;
    }
}
