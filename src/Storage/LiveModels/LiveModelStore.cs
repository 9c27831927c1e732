using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Storage.LiveModels;

/// <summary>The published models of each market, and which of them is live. Every version stays. The market's row names the live one and carries its document, so one read
/// finds it; it changes in the same transaction as what it stands by.</summary>
public sealed class LiveModelStore
{
    private const string Market = "market";
    private const string Versions = "version";
    private const string Sources = "source";
    private const string Live = "live";
    private const string Latest = "latest";

    // A place holds one model.
    private const int Only = 1;

    private static readonly string Partition = TableKey.Of("livemodels");
    private readonly EntityTable table;
    private readonly DocumentColumn<StoredLiveModel> documents;
    private readonly ModelStore files;

    public LiveModelStore(StorageClients data, ModelStore files)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.files = files;
        table = data.Table(StorageNames.Tables.LiveModels);
        documents = new DocumentColumn<StoredLiveModel>(new DocumentFormat<StoredLiveModel>("live model"), new Payloads(data));
    }

    /// <summary>Makes the model the next version of its market, and the live one. May be repeated: what was published of this source before is given back as it is, live or
    /// not, and nothing is written.</summary>
    /// <param name="model">Its version, place and previous one are set here.</param>
    /// <param name="content">The model's files by name, manifest.json among them.</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have taken effect.</param>
    /// <returns>The model as stored, and whether this call stored it.</returns>
    public async Task<(StoredLiveModel Model, bool IsNew)> PublishAsync(
        StoredLiveModel model, IReadOnlyDictionary<string, byte[]> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        string? place = null;
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await FindBySourceAsync(model.Symbol, model.Timeframe, model.Source, model.SourceId, cancellationToken) is { } known) return (known, false);
            place ??= await WriteFilesAsync(model, content, cancellationToken);
            TableEntity? head = await FindHeadAsync(model.Symbol, model.Timeframe, cancellationToken);
            StoredLiveModel next = model with { Version = (head?.GetInt32(Latest) ?? 0) + 1, Previous = head?.GetInt32(Live), Place = place };
            TableBatch batch = new TableBatch().Insert(await RowAsync(KeyOf(next, next.Version), next, cancellationToken)).Insert(SourceOf(next));
            TableEntity live = await HeadAsync(next, latest: next.Version, cancellationToken);
            if (head is null)
            {
                batch.Insert(live);
            }
            else
            {
                live.ETag = head.ETag;
                batch.Replace(live);
            }

            if (await table.SubmitAsync(batch, cancellationToken)) return (next, true);
        }

        throw table.Contended(Partition, HeadKeyOf(model.Symbol, model.Timeframe));
    }

    /// <summary>The live one. Null where nothing was published.</summary>
    public async Task<StoredLiveModel?> FindLiveAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await FindHeadAsync(symbol, timeframe, cancellationToken) is { } row ? await documents.ReadAsync(row, cancellationToken) : null;

    /// <summary>Null where there is no such version.</summary>
    public async Task<StoredLiveModel?> FindAsync(Symbol symbol, Timeframe timeframe, int version, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, KeyOf(symbol, timeframe, version), cancellationToken) is { } row ? await documents.ReadAsync(row, cancellationToken) : null;

    /// <summary>What was published of this source. Null where nothing was.</summary>
    public async Task<StoredLiveModel?> FindBySourceAsync(Symbol symbol, Timeframe timeframe, string source, string sourceId, CancellationToken cancellationToken)
    {
        TableEntity? row = await table.FindAsync(Partition, TableKey.Of(Sources, symbol.Name, timeframe.Name, source, sourceId), cancellationToken);
        return row is null ? null : await FindAsync(symbol, timeframe, row.GetInt32(Versions)!.Value, cancellationToken);
    }

    /// <summary>Makes another version the live one.</summary>
    /// <returns>False where <paramref name="live"/> is not the live one, or not any more; nothing changes then.</returns>
    public async Task<bool> SetLiveAsync(StoredLiveModel live, StoredLiveModel other, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(other);
        TableEntity? head = await FindHeadAsync(live.Symbol, live.Timeframe, cancellationToken);
        if (head is null || head.GetInt32(Live) != live.Version) return false;
        TableEntity next = await HeadAsync(other, head.GetInt32(Latest)!.Value, cancellationToken);
        next.ETag = head.ETag;
        return await table.ReplaceAsync(next, cancellationToken);
    }

    /// <summary>The live model of each market, by symbol and timeframe.</summary>
    public Task<StoredPage<StoredLiveModel>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(TableKey.Prefix(Market), limit, continuation, cancellationToken);

    /// <summary>The versions of a market, the newest first.</summary>
    public Task<StoredPage<StoredLiveModel>> HistoryAsync(Symbol symbol, Timeframe timeframe, int limit, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(TableKey.Prefix(Versions, symbol.Name, timeframe.Name), limit, continuation, cancellationToken);

    /// <summary>The model's files, as they were written: whoever opens them checks what they say of each other.</summary>
    /// <exception cref="StoredDocumentException">They are gone, or one is missing, changed or added.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(StoredLiveModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return await files.ReadAsync(model.Place, Only, cancellationToken)
            ?? throw new StoredDocumentException(
                $"The files of version {model.Version} of {model.Symbol} {model.Timeframe} are gone from {StorageNames.Containers.Models}/{model.Place}. "
                + "Restore them from a copy, or roll back to another version.");
    }

    // Named by the content: writers of different files never meet, and one that comes again writes the same bytes. A name that housekeeping does not take for that of a try.
    private async Task<string> WriteFilesAsync(StoredLiveModel model, IReadOnlyDictionary<string, byte[]> content, CancellationToken cancellationToken)
    {
        string place = $"live-{model.Symbol}_{model.Timeframe}-{FileSet.HashOf(content)}";
        await files.WriteAsync(place, Only, content, cancellationToken);
        return place;
    }

    private async Task<StoredPage<StoredLiveModel>> PageAsync(string prefix, int limit, string? continuation, CancellationToken cancellationToken)
    {
        StoredPage<TableEntity> page = await table.PageAsync(new TableQuery { PartitionKey = Partition, RowPrefix = prefix }, limit, continuation, cancellationToken);
        List<StoredLiveModel> models = [];
        foreach (TableEntity row in page.Items) models.Add(await documents.ReadAsync(row, cancellationToken));
        return new StoredPage<StoredLiveModel>(models, page.Continuation);
    }

    private static string HeadKeyOf(Symbol symbol, Timeframe timeframe) => TableKey.Of(Market, symbol.Name, timeframe.Name);

    private static string KeyOf(StoredLiveModel model, int version) => KeyOf(model.Symbol, model.Timeframe, version);

    private static string KeyOf(Symbol symbol, Timeframe timeframe, int version) =>
        TableKey.Of(Versions, symbol.Name, timeframe.Name, (int.MaxValue - version).ToString("d10", CultureInfo.InvariantCulture));

    private static TableEntity SourceOf(StoredLiveModel model) =>
        new(Partition, TableKey.Of(Sources, model.Symbol.Name, model.Timeframe.Name, model.Source, model.SourceId)) { [Versions] = model.Version };

    private Task<TableEntity?> FindHeadAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        table.FindAsync(Partition, HeadKeyOf(symbol, timeframe), cancellationToken);

    private async Task<TableEntity> HeadAsync(StoredLiveModel live, int latest, CancellationToken cancellationToken)
    {
        TableEntity row = await RowAsync(HeadKeyOf(live.Symbol, live.Timeframe), live, cancellationToken);
        row[Live] = live.Version;
        row[Latest] = latest;
        return row;
    }

    private async Task<TableEntity> RowAsync(string key, StoredLiveModel model, CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition, key) { [Versions] = model.Version };
        await documents.WriteAsync(row, model, cancellationToken);
        return row;
    }
}
