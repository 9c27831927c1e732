using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Trainings from many candles: started together, looked at beside each other.</summary>
public sealed class CandleBatches(CandleRunStore store, CandleRuns runs, CandlePlanner planner, TimeProvider clock)
{
    /// <summary>Candles of one batch.</summary>
    public const int MostCandles = 100;

    // A batch waits in its own orchestration, so that runs that somebody starts meanwhile need not wait for all of it.
    private const int RunsAtATime = 4;

    /// <exception cref="RequestException">Something is wrong with the request or with one of the candles; all of it is told, and nothing is started.</exception>
    public async Task<CandleBatchStarted> StartAsync(DurableTaskClient client, CandleBatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        CandleConfig config = CandleRequests.Read(request, out IReadOnlyList<DateTimeOffset>? candles, out CandleStride? stride);
        BarSeries bars = (await planner.MarketAsync(Symbol.Parse(config.Symbol), Timeframe.Parse(config.Timeframe), cancellationToken)).Bars;
        CandleConfig[] configs = [.. (candles ?? Along(bars, stride!)).Select(candle => config with { CandleDate = candle })];
        Check(bars, configs);
        string id = TimeSortableId.Next(clock);
        DateTimeOffset started = clock.GetUtcNow();
        List<string> ids = [];
        foreach (CandleConfig one in configs) ids.Add((await runs.AddAsync(one, id, cancellationToken)).Id);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                CandleBatchOrchestrator.Name, new CandleBatch(ids, RunsAtATime), new StartOrchestrationOptions(CandleBatchOrchestrator.InstanceOf(id)), cancellationToken);
        }
        catch
        {
            // Nobody would ever end them.
            foreach (string run in ids) await store.DeleteAsync(run, CancellationToken.None);
            throw;
        }

        return new CandleBatchStarted(id, $"/api/training/poc-batches/{id}", CandleRuns.Name(CandleRunStatus.Started), started, ids);
    }

    /// <exception cref="RequestException">There is no such batch.</exception>
    public async Task<CandleBatchView> ReadAsync(string id, CancellationToken cancellationToken)
    {
        List<CandleBatchRun> lines = [];
        CandleRun? first = null;
        foreach (CandleRunSummary summary in await store.OfBatchAsync(id, cancellationToken))
        {
            if (await store.FindAsync(summary.Id, cancellationToken) is not { } run) continue;
            first = first is null || run.Started < first.Started ? run : first;
            CandleRunFigures? figures = CandleRunFigures.Of(run);
            lines.Add(new CandleBatchRun(run.Id, run.Candle, run.Status, figures?.Threshold, figures?.TestMetrics, run.Error));
        }

        if (first is null)
        {
            throw new RequestException(
                StatusCodes.Status404NotFound,
                $"There is no batch '{FieldFault.Show(id)}', or all of its runs were deleted. GET /api/training/poc-runs (st candle list) names them.");
        }

        CandleBatchRun[] scored = [.. lines.Where(line => line.TestMetrics?.GetValueOrDefault("roc_auc") is not null)];
        CandleRunStatus status = lines.Exists(line => line.Status == CandleRunStatus.Started) ? CandleRunStatus.Started : CandleRunStatus.Completed;
        return new CandleBatchView(
            id, first.Symbol.Name, first.Timeframe.Name, CandleRuns.Name(status), first.Started, lines,
            CandleSpreads.Of(lines.Select(line => line.TestMetrics).OfType<IReadOnlyDictionary<string, double?>>()))
        {
            BestRunId = scored.Length > 1 ? scored.MaxBy(line => line.TestMetrics!["roc_auc"])!.RunId : null,
        };
    }

    private static void Check(BarSeries bars, CandleConfig[] configs)
    {
        if (configs.Length is 0 or > MostCandles)
        {
            throw new RequestException(new FieldFault("candles", $"{configs.Length} candles", $"a batch of 1 to {MostCandles}"));
        }

        List<FieldFault> faults = [];
        List<string> reasons = [];
        foreach (CandleConfig config in configs)
        {
            try
            {
                CandlePlanner.Check(bars, config);
            }
            catch (RequestException refused)
            {
                faults.AddRange(refused.Faults);
                reasons.Add(refused.Message);
            }
        }

        if (faults.Count > 0) throw new RequestException(StatusCodes.Status400BadRequest, string.Join(" ", reasons), faults);
    }

    private static IEnumerable<DateTimeOffset> Along(BarSeries bars, CandleStride stride)
    {
        for (int bar = bars.IndexAtOrAfter(stride.From); bar < bars.Count && bars.OpenTime(bar) <= stride.To; bar += stride.Every) yield return bars.OpenTime(bar);
    }
}
