using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Studies;

/// <summary>Studies and their trials. A generation of trials is written whole or not at all, and once: whoever proposes it again finds what is there.</summary>
public sealed class StudyStore
{
    private const string ByTime = "time";
    private const string BySymbol = "symbol";
    private static readonly string Partition = TableKey.Of("studies");
    private readonly IndexedTable<StoredStudy> studies;
    private readonly EntityTable trials;
    private readonly DocumentColumn<StoredTrial> trialDocuments;

    public StudyStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Payloads payloads = new(data);
        trials = data.Table(StorageNames.Tables.StudyTrials);
        trialDocuments = new DocumentColumn<StoredTrial>(new DocumentFormat<StoredTrial>("trial of a study"), payloads);
        studies = new IndexedTable<StoredStudy>(
            data.Table(StorageNames.Tables.Studies),
            new DocumentColumn<StoredStudy>(new DocumentFormat<StoredStudy>("study"), payloads),
            new IndexedRows<StoredStudy>(
                study => study.Id,
                study =>
                [
                    TableKey.Of(ByTime, ReversedTime.Key(study.Created), study.Id),
                    TableKey.Of(BySymbol, study.Symbol.Name, ReversedTime.Key(study.Created), study.Id),
                ],
                Columns));
    }

    /// <summary>False where there is a study of this id.</summary>
    public Task<bool> InsertAsync(StoredStudy study, CancellationToken cancellationToken) => studies.InsertAsync(Partition, study, cancellationToken);

    public Task<StoredStudy?> FindAsync(string id, CancellationToken cancellationToken) => studies.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is no such study.</summary>
    /// <param name="change">May be called again; null leaves the study as it is.</param>
    public Task<StoredStudy?> ChangeAsync(string id, Func<StoredStudy, StoredStudy?> change, CancellationToken cancellationToken) =>
        studies.ChangeAsync(Partition, id, change, cancellationToken);

    /// <summary>The newest first.</summary>
    public async Task<StoredPage<StudySummary>> PageAsync(StudyFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<string> conditions = [];
        if (filter.Timeframe is { } timeframe) conditions.Add(TableClient.CreateQueryFilter($"timeframe eq {timeframe.Name}"));
        if (filter.Status is { } status) conditions.Add(TableClient.CreateQueryFilter($"status eq {status.ToString()}"));
        TableQuery query = new()
        {
            PartitionKey = Partition,
            RowPrefix = filter.Symbol is { } symbol ? TableKey.Prefix(BySymbol, symbol.Name) : TableKey.Prefix(ByTime),
            Filter = string.Join(" and ", conditions),
        };
        return (await studies.PageAsync(query, limit, continuation, cancellationToken)).Select(Summary);
    }

    /// <summary>Writes new trials together.</summary>
    /// <param name="generation">1 to 100.</param>
    /// <returns>False where one of these numbers is there already; then nothing is written.</returns>
    public async Task<bool> AddTrialsAsync(string id, IReadOnlyList<StoredTrial> generation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(generation);
        TableBatch batch = new();
        foreach (StoredTrial trial in generation) batch.Insert(await RowAsync(id, trial, cancellationToken));
        return await trials.SubmitAsync(batch, cancellationToken);
    }

    /// <summary>Reads, changes and writes until nobody came between.</summary>
    /// <param name="change">May be called again; null leaves the trial as it is.</param>
    /// <returns>The trial as it is then; null where there is none.</returns>
    public async Task<StoredTrial?> ChangeTrialAsync(string id, int number, Func<StoredTrial, StoredTrial?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await trials.FindAsync(TableKey.Of(id), KeyOf(number), cancellationToken) is not { } row) return null;
            StoredTrial old = await trialDocuments.ReadAsync(row, cancellationToken);
            if (change(old) is not { } changed) return old;
            TableEntity written = await RowAsync(id, changed, cancellationToken);
            written.ETag = row.ETag;
            if (await trials.ReplaceAsync(written, cancellationToken)) return changed;
        }

        throw trials.Contended(TableKey.Of(id), KeyOf(number));
    }

    /// <summary>All of a study, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<StoredTrial>> TrialsAsync(string id, CancellationToken cancellationToken)
    {
        List<StoredTrial> found = [];
        await foreach (TableEntity row in trials.QueryAsync(new TableQuery { PartitionKey = TableKey.Of(id) }, cancellationToken))
        {
            found.Add(await trialDocuments.ReadAsync(row, cancellationToken));
        }

        return found;
    }

    /// <summary>In the order of their numbers.</summary>
    public async Task<StoredPage<StoredTrial>> TrialPageAsync(string id, int limit, string? continuation, CancellationToken cancellationToken)
    {
        StoredPage<TableEntity> page = await trials.PageAsync(new TableQuery { PartitionKey = TableKey.Of(id) }, limit, continuation, cancellationToken);
        List<StoredTrial> found = [];
        foreach (TableEntity row in page.Items) found.Add(await trialDocuments.ReadAsync(row, cancellationToken));
        return new StoredPage<StoredTrial>(found, page.Continuation);
    }

    private static string KeyOf(int number) => TableKey.Of(number.ToString("d8", CultureInfo.InvariantCulture));

    private static void Columns(StoredStudy study, TableEntity row)
    {
        row["symbol"] = study.Symbol.Name;
        row["timeframe"] = study.Timeframe.Name;
        row["model"] = study.Model;
        row["objective"] = study.Objective;
        row["status"] = study.Status.ToString();
        row["created"] = study.Created;
        row["finished"] = study.Finished;
        row["phase"] = study.Phase;
        row["best"] = study.Best;
        row["planned"] = study.Counters.Planned;
        row["complete"] = study.Counters.Complete;
        row["pruned"] = study.Counters.Pruned;
        row["failed"] = study.Counters.Failed;
    }

    private static StudySummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<StoredStudy>.IdColumn),
        Domain.Market.Symbol.Parse(row.GetString("symbol")),
        Domain.Market.Timeframe.Parse(row.GetString("timeframe")),
        row.GetString("model"),
        row.GetString("objective"),
        Enum.Parse<StudyStatus>(row.GetString("status")),
        row.GetDateTimeOffset("created")!.Value,
        new StudyCounters(Count(row, "planned"), Count(row, "complete"), Count(row, "pruned"), Count(row, "failed")),
        Count(row, "phase"),
        row.GetDouble("best"),
        row.GetDateTimeOffset("finished"));

    private static int Count(TableEntity row, string column) => row.GetInt32(column) ?? 0;

    private async Task<TableEntity> RowAsync(string id, StoredTrial trial, CancellationToken cancellationToken)
    {
        TableEntity row = new(TableKey.Of(id), KeyOf(trial.Number)) { ["state"] = trial.State.ToString(), ["generation"] = trial.Generation };
        await trialDocuments.WriteAsync(row, trial, cancellationToken);
        return row;
    }
}
