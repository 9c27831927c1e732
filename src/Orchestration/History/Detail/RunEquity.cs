using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>The equity of a strategy of a run, made again by what scored the run.</summary>
public sealed class RunEquity
{
    // Of the return, where it is above 1. The same bytes give the same sums; a change of a digit is another forecast.
    private const double Tolerance = 1e-9;

    private readonly RunStore runs;
    private readonly BacktestStore backtests;
    private readonly RunTracer tracer;

    internal RunEquity(RunStore runs, BacktestStore backtests, RunTracer tracer)
    {
        this.runs = runs;
        this.backtests = backtests;
        this.tracer = tracer;
    }

    /// <exception cref="RequestException">There is no such run (404), it has no such strategy (400), or the equity cannot be made (409); the message says why.</exception>
    public async Task<EquityView> ReadAsync(string id, EquityQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredRun run = await RunHistory.FindAsync(runs, id, cancellationToken);
        RunDetails? details = RunDetails.Of(run);
        if (run.Status != RunStatus.Completed || details?.Score is null)
        {
            string status = run.Status.ToString().ToLowerInvariant();
            throw Refused(run.Id, details?.Score is null ? $"It is {status} and has no score" : $"It is {status}; ask again when it is completed");
        }

        InferenceStrategy strategy = StrategyOf(details, query.Strategy);
        try
        {
            RunTrace trace = await tracer.TraceAsync(run.Id, details, strategy, cancellationToken);
            await CheckAsync(run.Id, strategy, trace, cancellationToken);
            return ViewOf(run.Id, strategy, trace, CurveThinning.MostPoints);
        }
        catch (ServerlessTrainingException error) when (error is not RequestException)
        {
            throw Refused(run.Id, error.Message.TrimEnd('.'), error);
        }
    }

    internal static EquityView ViewOf(string id, InferenceStrategy strategy, RunTrace trace, int most)
    {
        EquityCurve curve = trace.Curve;
        RowRange[] windows = [.. trace.Folds.Select(fold => fold.Test.Blocks[0].Rows)];
        int[] kept = CurveThinning.Kept([.. windows.Select(window => window.Count)], most);
        int unclassified = trace.Regimes.Names.Count - 1;
        return new EquityView(
            id,
            strategy.Name,
            trace.InitialEquity,
            [.. trace.Folds.Zip(windows, (fold, window) => new EquityFold(fold.Number, trace.Bars.OpenTime(window.First), trace.Bars.CloseTime(window.End - 1)))],
            [.. kept.Select(at => trace.Bars.CloseTime(curve.Bars[at]).ToUnixTimeSeconds())],
            [.. kept.Select(at => curve.Equity[at])],
            [.. kept.Select(at => trace.BuyAndHold.Equity[at])],
            [.. kept.Select(at => (int)curve.Positions[at])],
            [.. kept.Select(at => curve.Regimes[at] == unclassified ? -1 : curve.Regimes[at])],
            [.. trace.Regimes.Names.Take(unclassified)],
            kept.Length < curve.Bars.Count ? curve.Bars.Count : null);
    }

    private static InferenceStrategy StrategyOf(RunDetails details, string? asked)
    {
        if (asked is null) return InferenceStrategy.Parse(details.Score!.Best.First(best => best.Regime == BacktestScore.TotalName).Strategy);
        StrategyGrid grid = details.Recipe.Rules.Strategies();
        if (InferenceStrategy.TryParse(asked, out InferenceStrategy strategy) && grid.IndexOf(strategy) >= 0) return strategy;
        string methods = string.Join(", ", grid.Methods.Select(StrategyNames.Of));
        string ensembles = string.Join(", ", grid.Ensembles.Select(StrategyNames.Of));
        string thresholds = string.Join(", ", grid.ConfidenceThresholds.Select(threshold => threshold.ToString("R", CultureInfo.InvariantCulture)));
        string allowed = $"method/ensemble/c<threshold>/l<lookback> of {methods}; {ensembles}; {thresholds}; {string.Join(", ", grid.Lookbacks)}, as in {grid[0].Name},";
        throw new RequestException(new FieldFault(EquityQuery.StrategyName, FieldFault.Show(asked), allowed));
    }

    /// <summary>A curve that ends elsewhere than the stored figures would be another strategy's for whoever looks at both.</summary>
    private async Task CheckAsync(string id, InferenceStrategy strategy, RunTrace trace, CancellationToken cancellation)
    {
        StoredBacktest? stored = await backtests.FindAsync(id, strategy.Name, BacktestScore.TotalName, cancellation);
        if (stored is null || !stored.Metrics.TryGetProperty("total_return", out JsonElement figure) || figure.ValueKind != JsonValueKind.Number) return;
        double scored = figure.GetDouble();
        double made = (trace.Curve.Equity[^1] / trace.InitialEquity) - 1;
        if (Math.Abs(made - scored) <= Tolerance * Math.Max(1, Math.Abs(scored))) return;
        throw new ServerlessTrainingException(string.Create(
            CultureInfo.InvariantCulture,
            $"{strategy} returns {made:R} when it is made again, but was scored with {scored:R}: one of its folds was trained again since, and not to the same model. "
            + $"POST /api/runs/{Uri.EscapeDataString(id)}/reproduce says what differs"));
    }

    private static RequestException Refused(string id, string reason, Exception? error = null) =>
        new(StatusCodes.Status409Conflict, $"The equity of run {id} cannot be made. {reason}.", error);
}
