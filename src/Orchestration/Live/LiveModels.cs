using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>The models that markets are forecast by: published, listed, rolled back. Every change stands in the audit, and every version stays.</summary>
public sealed partial class LiveModels(LiveModelStore store, ModelTypes types, AuditStore audit, TimeProvider clock, ILogger<LiveModels> logger)
{
    private const string Subject = "model";
    private const int LongestId = 100;

    /// <summary>Makes the model the live one of its market. May be repeated: the same source gives the same version, and what was rolled back since stays so.</summary>
    /// <exception cref="ServerlessTrainingException">It cannot be a live model; everything that is wrong is told.</exception>
    public async Task<LiveModel> PublishAsync(LiveModelDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ModelManifest manifest = Check(draft);
        StoredLiveModel model = new(
            draft.Symbol, draft.Timeframe, draft.Source, draft.SourceId, clock.GetUtcNow(), manifest.ModelType, manifest.FeatureSystem, draft.Threshold, draft.Figures,
            manifest.Hash);
        (StoredLiveModel stored, bool isNew) = await store.PublishAsync(model, draft.Files, cancellationToken);

        // Said again where it was stored before: whoever stored it may have been ended before he could say so.
        string market = MarketOf(stored).ToString();
        string before = stored.Previous is { } previous ? $"in the place of version {previous}" : "the first of its market";
        AuditEntry entry = new(
            $"{market}-{stored.Version}", stored.PublishedAt, Subject, market, "published", $"{stored.Source} {stored.SourceId}",
            $"Version {stored.Version} of {market}, {before}: {stored.ModelType} on {stored.FeatureSystem}, hash {stored.Hash}.");
        await audit.AppendAsync(entry, cancellationToken);
        if (isNew) LogPublished(logger, market, stored.Version, stored.Source, stored.SourceId);
        return View(stored, await store.FindLiveAsync(stored.Symbol, stored.Timeframe, cancellationToken));
    }

    /// <summary>The live model of each market, by name.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<LiveModel>> PageAsync(LiveModelQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<StoredLiveModel> page = await Paging.ReadAsync(query.Continuation, c => store.PageAsync(query.Limit, c, cancellationToken));
        return page.Select(model => View(model, model));
    }

    /// <summary>The versions of a market, the newest first.</summary>
    /// <exception cref="RequestException">It is no market, has no model, or the continuation is of another list.</exception>
    public async Task<StoredPage<LiveModel>> VersionsAsync(string market, LiveModelQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredLiveModel live = await FindLiveAsync(market, cancellationToken);
        StoredPage<StoredLiveModel> page = await Paging.ReadAsync(
            query.Continuation, c => store.HistoryAsync(live.Symbol, live.Timeframe, query.Limit, c, cancellationToken));
        return page.Select(model => View(model, live));
    }

    /// <summary>The live model. Null where nothing was published.</summary>
    public async Task<LiveModel?> FindAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await store.FindLiveAsync(symbol, timeframe, cancellationToken) is { } live ? View(live, live) : null;

    /// <summary>Makes an older version the live one again, or any other that is named.</summary>
    /// <param name="market">As `BTCUSDT_1h`.</param>
    /// <param name="version">Null for the one that was live before the one that is.</param>
    /// <param name="cancellationToken">Ends the waiting; the change may have been made.</param>
    /// <returns>The model that is live now.</returns>
    /// <exception cref="RequestException">It is no market or has no such version, or somebody changed it meanwhile.</exception>
    public async Task<LiveModel> RollbackAsync(string market, int? version, CancellationToken cancellationToken)
    {
        StoredLiveModel live = await FindLiveAsync(market, cancellationToken);
        string name = MarketOf(live).ToString();
        int wanted = version ?? live.Previous ?? throw new RequestException(
            StatusCodes.Status409Conflict,
            $"Version {live.Version} of {name} is live, and no version was before it. GET /api/models/{name} (st models show {name}) lists them; name one with ?version= (--to).");
        if (wanted == live.Version) return View(live, live);
        StoredLiveModel other = await store.FindAsync(live.Symbol, live.Timeframe, wanted, cancellationToken) ?? throw new RequestException(
            StatusCodes.Status404NotFound, $"{name} has no version {wanted} of its model. GET /api/models/{name} (st models show {name}) lists those there are.");
        if (!await store.SetLiveAsync(live, other, cancellationToken))
        {
            throw new RequestException(
                StatusCodes.Status409Conflict,
                $"Version {live.Version} of {name} was live, but another was made so meanwhile. See which (GET /api/models/{name}), then decide again.");
        }

        AuditEntry entry = new(
            TimeSortableId.Next(clock), clock.GetUtcNow(), Subject, name, "rolled_back", "api", $"Version {wanted} of {name} is live in the place of version {live.Version}.");
        await audit.AppendAsync(entry, cancellationToken);
        LogRolledBack(logger, name, live.Version, wanted);
        return View(other, other);
    }

    /// <exception cref="RequestException">It is no market, or has no model.</exception>
    internal async Task<StoredLiveModel> FindLiveAsync(string market, CancellationToken cancellationToken)
    {
        SelectionMarket asked = LiveModelQuery.MarketOf(market);
        return await store.FindLiveAsync(asked.Symbol, asked.Timeframe, cancellationToken) ?? throw new RequestException(
            StatusCodes.Status404NotFound, $"{asked} has no live model: none was published. GET /api/models (st models list) lists the markets that have one.");
    }

    private static SelectionMarket MarketOf(StoredLiveModel model) => new(model.Symbol, model.Timeframe);

    private static LiveModel View(StoredLiveModel model, StoredLiveModel? live) => new(
        MarketOf(model).ToString(), model.Version, model.Version == live?.Version, model.Source, model.SourceId, model.PublishedAt, model.ModelType, model.FeatureSystem,
        model.Threshold, model.Figures, model.Hash);

    private ModelManifest Check(LiveModelDraft draft)
    {
        List<string> errors = [];
        if (!LiveModelSource.All.Contains(draft.Source)) errors.Add($"its source is '{draft.Source}'; {string.Join(" or ", LiveModelSource.All)} is allowed");
        if (!IsId(draft.SourceId)) errors.Add($"its source's id is '{draft.SourceId}'; 1 to {LongestId} letters, digits, '-', '_', '.' or ':' are allowed");
        if (draft.Threshold is not (>= 0 and <= 1)) errors.Add($"its threshold is {draft.Threshold}; a probability from 0 to 1 is needed");
        if (draft.Figures.ValueKind != JsonValueKind.Object) errors.Add($"its figures are {draft.Figures.ValueKind}; a JSON object is needed");
        ModelManifest? manifest = null;
        try
        {
            using OpenedModel opened = ModelFile.Open(draft.Files, types);
            manifest = opened.Manifest;
            errors.AddRange(ModelForecast.Faults(manifest, draft.Timeframe));
        }
        catch (ServerlessTrainingException damaged)
        {
            errors.Add(damaged.Message.TrimEnd('.'));
        }

        return errors.Count == 0
            ? manifest!
            : throw new ServerlessTrainingException($"The model cannot be made the live one of {draft.Symbol}_{draft.Timeframe}: {string.Join("; ", errors)}.");
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:".Contains(c, StringComparison.Ordinal));

    [LoggerMessage(EventId = 3900, Level = LogLevel.Information, Message = "{Market}: version {Version} is live, published by {Source} {SourceId}")]
    private static partial void LogPublished(ILogger logger, string market, int version, string source, string sourceId);

    [LoggerMessage(EventId = 3901, Level = LogLevel.Warning, Message = "{Market}: rolled back from version {From} to version {To}")]
    private static partial void LogRolledBack(ILogger logger, string market, int from, int to);
}
