using System.Text.Json;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Candles;

/// <summary>Follows a training from a candle, or a batch of them, to the end.</summary>
internal sealed class CandleWatcher(CliContext context, CandleClient candles)
{
    // Without a terminal: a line a quarter, and none for what takes seconds.
    private const int Steps = 4;

    /// <returns>The run as it ended.</returns>
    public async Task<JsonElement> RunAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonElement run = default;
        int told = 0;
        await FollowAsync(
            async ct =>
            {
                run = await candles.RunAsync(id, ct);
                JsonLook look = new(run);
                double progress = look["progress"].Number ?? 0;
                int step = (int)(Steps * progress);
                bool isNews = step > told && step < Steps && !context.Console.Profile.Out.IsTerminal;
                told = Math.Max(told, step);
                return new FollowLook(isNews ? [$"{100 * step / Steps} % done"] : [], [CandleText.Bar(look)], $"{look["status"].Text} {progress}", CandleText.IsOver(look));
            },
            $"Run {id} goes on without you. Look at it: ./st candle show {id}. End it: ./st candle cancel {id}.",
            isQuiet,
            cancellationToken);
        return run;
    }

    /// <returns>The batch as it ended.</returns>
    public async Task<JsonElement> BatchAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonElement batch = default;
        HashSet<string> told = [];
        await FollowAsync(
            async ct =>
            {
                batch = await candles.BatchAsync(id, ct);
                JsonLook look = new(batch);
                JsonLook[] runs = [.. look["runs"].Items];
                JsonLook[] ended = [.. runs.Where(CandleText.IsOver)];
                string[] lines = [.. ended.Where(run => told.Add(run["run_id"].Text)).Select(run => $"{told.Count} of {runs.Length}: {Line(run)}")];
                double percent = runs.Length == 0 ? 0 : 100.0 * ended.Length / runs.Length;
                string bar = $"{CandleText.Market(look)}  {ProgressText.Bar(percent)}  {ended.Length} of {runs.Length} candles";
                return new FollowLook(lines, [bar], $"{ended.Length}", CandleText.IsOver(look));
            },
            $"Batch {id} goes on without you. Look at it: ./st candle compare {id}. Its runs: ./st candle list.",
            isQuiet,
            cancellationToken);
        return batch;
    }

    private async Task FollowAsync(Func<CancellationToken, Task<FollowLook>> look, string leaving, bool isQuiet, CancellationToken cancellationToken)
    {
        try
        {
            await new Follower(context).FollowAsync(look, isQuiet, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Errors.WriteLineAsync(leaving);
            throw;
        }
    }

    private static string Line(JsonLook run) => run["test_metrics"].IsThere
        ? $"{run["candle_date"].Time}: accuracy={CandleText.Percent(run["test_metrics"]["accuracy"])}, roc_auc={CandleText.Percent(run["test_metrics"]["roc_auc"])}"
        : $"{run["candle_date"].Time}: {CandleText.End(run)}";
}
