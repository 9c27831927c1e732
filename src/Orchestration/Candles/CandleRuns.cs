using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Trainings from candles as the API has them: started, looked at, cancelled, deleted, made the live model of their market.</summary>
public sealed class CandleRuns
{
    private readonly CandleRunStore runs;
    private readonly CandlePlanner planner;
    private readonly FoldTaskStore tasks;
    private readonly CandleFiles files;
    private readonly LiveModels live;
    private readonly ModelForecast forecast;
    private readonly TimeProvider clock;

    internal CandleRuns(
        CandleRunStore runs, CandlePlanner planner, FoldTaskStore tasks, CandleFiles files, LiveModels live, ModelForecast forecast, TimeProvider clock)
    {
        this.runs = runs;
        this.planner = planner;
        this.tasks = tasks;
        this.files = files;
        this.live = live;
        this.forecast = forecast;
        this.clock = clock;
    }

    /// <exception cref="RequestException">Something is wrong with the request; all of it is told. Or there are no bars, or too few around the candle.</exception>
    public async Task<CandleStarted> StartAsync(DurableTaskClient client, CandleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        CandleConfig config = CandleRequests.Read(request);
        CandleRun run = await AddAsync(config, batchId: null, cancellationToken);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                CandleRunOrchestrator.Name, run.Id, new StartOrchestrationOptions(CandleRunOrchestrator.InstanceOf(run.Id)), cancellationToken);
        }
        catch
        {
            // Nobody would ever end it.
            await runs.DeleteAsync(run.Id, CancellationToken.None);
            throw;
        }

        return Started(run);
    }

    /// <summary>The newest first.</summary>
    public async Task<StoredPage<CandleRunLine>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        (await Paging.ReadAsync(continuation, from => runs.PageAsync(limit, from, cancellationToken))).Select(run => new CandleRunLine(
            run.Id, run.Symbol.Name, run.Timeframe.Name, run.Candle, run.Status, run.Started, run.BatchId, run.Accuracy, run.RocAuc));

    public async Task<CandleRunView> ReadAsync(string id, CancellationToken cancellationToken) => await ViewAsync(await FindAsync(id, cancellationToken), cancellationToken);

    public async Task<CandleRunView> LatestAsync(CancellationToken cancellationToken) => await runs.LatestAsync(cancellationToken) is { } run
        ? await ViewAsync(run, cancellationToken)
        : throw new RequestException(StatusCodes.Status404NotFound, "There is no run yet. POST /api/training/run-poc starts one.");

    /// <summary>results.json.</summary>
    /// <exception cref="RequestException">There is no such run, or it is not completed.</exception>
    public async Task<byte[]> ResultsAsync(string id, CancellationToken cancellationToken)
    {
        CandleRun run = await CompletedAsync(id, "results", cancellationToken);
        return await files.ResultsAsync(run.Id, cancellationToken) ?? throw Gone(run);
    }

    /// <summary>Takes away the run with everything of it. A model that was made the live one stays: it is a copy.</summary>
    /// <exception cref="RequestException">There is no such run, or it runs (409).</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        CandleRun run = await FindAsync(id, cancellationToken);
        if (run.Status == CandleRunStatus.Started) throw Conflict($"Run {run.Id} is running. Cancel it first: POST /api/training/poc-runs/{run.Id}/cancel.");
        if (run.TaskKey is { } key)
        {
            // The task first: without it nobody trains, and no file is written any more.
            await tasks.DeleteAsync(key, cancellationToken);
            await files.UnstageAsync(key, cancellationToken);
        }

        await runs.DeleteAsync(run.Id, cancellationToken);
    }

    /// <summary>Ends a run; what it was about to write it does not write.</summary>
    /// <exception cref="RequestException">There is no such run, or it has ended (409).</exception>
    public async Task<CandleStarted> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        CandleRun run = await FindAsync(id, cancellationToken);
        if (run.Status != CandleRunStatus.Started) throw Conflict($"Run {run.Id} is {Name(run.Status)}; only a run that is started can be cancelled.");
        if (await IsAliveAsync(client, run, cancellationToken))
        {
            await client.RaiseEventAsync(CandleRunOrchestrator.InstanceOf(run.Id), CandleRunOrchestrator.CancelEvent, eventPayload: null, cancellationToken);
            return Started(run) with { Status = "cancelling" };
        }

        // It waits for its turn in a batch, or its orchestration is gone: whoever would train it finds that it has ended.
        await runs.ChangeAsync(
            run.Id,
            old => old.Status == CandleRunStatus.Started ? old with { Status = CandleRunStatus.Cancelled, Finished = clock.GetUtcNow() } : null,
            cancellationToken);
        return Started(run) with { Status = Name(CandleRunStatus.Cancelled) };
    }

    /// <summary>Makes the model of a run the live one of its market; the same run twice gives the same version.</summary>
    /// <exception cref="RequestException">There is no such run, or it is not completed.</exception>
    public async Task<LiveModel> UseAsync(string id, CancellationToken cancellationToken)
    {
        CandleRun run = await CompletedAsync(id, "model", cancellationToken);
        CandleRunFigures figures = CandleRunFigures.Of(run)!;
        JsonElement shown = JsonSerializer.SerializeToElement(figures.TestMetrics, ApiJson.Options);
        return await live.PublishAsync(
            new LiveModelDraft(run.Symbol, run.Timeframe, LiveModelSource.Candle, run.Id, await ModelAsync(run, cancellationToken), figures.Threshold, shown), cancellationToken);
    }

    /// <summary>What the model of a run says of the stored bars of its market.</summary>
    /// <exception cref="RequestException">There is no such run, it is not completed, or there are no bars.</exception>
    public async Task<CandlePredictions> PredictAsync(string id, LiveForecastQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        CandleRun run = await CompletedAsync(id, "model", cancellationToken);
        double threshold = query.Threshold ?? CandleConfig.Of(run.Config).Threshold;
        IReadOnlyList<ForecastRow> rows = forecast.Run(
            await ModelAsync(run, cancellationToken), (await planner.MarketAsync(run.Symbol, run.Timeframe, cancellationToken)).Bars, query.From, query.To, threshold,
            cancellationToken);
        (IReadOnlyList<ForecastRow> page, string? next) = query.Page(rows);
        return new CandlePredictions(run.Id, threshold, rows.Count, page, next);
    }

    internal async Task<CandleRun> AddAsync(CandleConfig config, string? batchId, CancellationToken cancellation)
    {
        Domain.Market.Symbol symbol = Domain.Market.Symbol.Parse(config.Symbol);
        Domain.Market.Timeframe timeframe = Domain.Market.Timeframe.Parse(config.Timeframe);
        CandlePlanner.Check((await planner.MarketAsync(symbol, timeframe, cancellation)).Bars, config);
        CandleRun run = new("", symbol, timeframe, config.CandleDate, CandleRunStatus.Started, clock.GetUtcNow(), config.ToJson()) { BatchId = batchId };
        return await runs.AddAsync(run, cancellation);
    }

    internal static string Name(CandleRunStatus status) => status.ToString().ToLowerInvariant();

    private static CandleStarted Started(CandleRun run) => new(run.Id, $"/api/training/poc-runs/{run.Id}", Name(CandleRunStatus.Started), run.Started);

    private static async Task<bool> IsAliveAsync(DurableTaskClient client, CandleRun run, CancellationToken cancellation) =>
        await client.GetInstanceAsync(CandleRunOrchestrator.InstanceOf(run.Id), cancellation) is { IsCompleted: false };

    private static RequestException Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    private static RequestException Gone(CandleRun run) => new(StatusCodes.Status410Gone, $"The files of run {run.Id} are gone. Delete it and start it again.");

    private async Task<CandleRun> FindAsync(string id, CancellationToken cancellation) => await runs.FindAsync(id, cancellation)
        ?? throw new RequestException(
            StatusCodes.Status404NotFound, $"There is no run '{FieldFault.Show(id)}'. GET /api/training/poc-runs (st candle list) lists those that there are.");

    private async Task<CandleRun> CompletedAsync(string id, string what, CancellationToken cancellation)
    {
        CandleRun run = await FindAsync(id, cancellation);
        if (run.Status == CandleRunStatus.Completed) return run;
        string why = run.Error is null ? "" : $": {run.Error}";
        throw Conflict($"Run {run.Id} has no {what}: it is {Name(run.Status)}{why}");
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ModelAsync(CandleRun run, CancellationToken cancellation) =>
        await files.ModelAsync(run.Id, cancellation) ?? throw Gone(run);

    private async Task<CandleRunView> ViewAsync(CandleRun run, CancellationToken cancellation)
    {
        CandleRunFigures? figures = CandleRunFigures.Of(run);
        double progress = run.Status == CandleRunStatus.Completed ? 1
            : run is { Status: CandleRunStatus.Started, TaskKey: { } key } && await tasks.FindAsync(key, cancellation) is { } row ? row.Progress
            : 0;
        return new CandleRunView(run.Id, run.Symbol.Name, run.Timeframe.Name, run.Candle, run.Status, run.Started, run.Config)
        {
            Finished = run.Finished,
            Progress = progress,
            BatchId = run.BatchId,
            TrainMetrics = figures?.TrainMetrics,
            TestMetrics = figures?.TestMetrics,
            Threshold = figures?.Threshold,
            ArtifactPaths = figures?.Files,
            Error = run.Error,
        };
    }
}
