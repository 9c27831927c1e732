using System.Globalization;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;
using Spectre.Console;

namespace ServerlessTraining.LocalHost.Demo;

/// <summary>Trains a small grid on made-up markets while somebody watches, and says who won.</summary>
internal sealed class DemoRun(
    BarStore bars, QueueService queues, QueueViews views, RegimeBestStore bests, RunStore runs, DurableClientSource client, RepositoryRoot root, IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly QueueState[] Moving = [QueueState.Pending, QueueState.Running];

    /// <summary>Where bars are stored already, somebody has work of their own here: nothing is done.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (StoredSeries _ in bars.ListAsync(cancellationToken)) return;
        foreach (BarSeries market in DemoMarkets.All())
        {
            await bars.WriteAsync(market, 0, cancellationToken);
            console.WriteLine($"demo: {market.Count:N0} bars of {market.Symbol} {market.Timeframe} made up");
        }

        GridText grid = new(await File.ReadAllTextAsync(root.DemoGrid, cancellationToken), IsYaml: true);
        QueueRecord queue = await queues.CreateAsync(grid, cancellationToken);
        DurableTaskClient hub = client.Client;
        await queues.StartAsync(hub, queue.Id, cancellationToken);
        queue = await FollowAsync(queue.Id, cancellationToken);
        if (queue.State == QueueState.Completed) await PrintBestAsync(cancellationToken);
    }

    private async Task<QueueRecord> FollowAsync(string id, CancellationToken cancellationToken)
    {
        string? cursor = null;
        while (true)
        {
            QueueRecord queue = await queues.FindAsync(id, cancellationToken);
            IReadOnlyList<QueueLogLine> lines = await views.LogAsync(id, cursor, 1000, cancellationToken);
            foreach (QueueLogLine line in lines) console.WriteLine($"{line.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {line.Text}");
            if (lines.Count > 0) cursor = lines[^1].Cursor;
            else if (!Moving.Contains(queue.State)) return queue;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task PrintBestAsync(CancellationToken cancellationToken)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumns("market", "regime", "best model", "strategy", "Sharpe", "trades", "P(skill)");
        await foreach (string key in bests.KeysAsync(cancellationToken))
        {
            RegimeBoard board = (await bests.FindAsync(key, cancellationToken))!;
            foreach (string regime in board.Regimes)
            {
                if (board.Holders(regime) is not [{ } best, ..])
                {
                    table.AddRow(key, regime, "-", "none was good enough", "-", "-", "-");
                    continue;
                }

                string model = await runs.FindAsync(best.Run.RunId, cancellationToken) is { } run ? run.ModelType : best.Run.RunId;
                Candidate candidate = best.Candidate;
                table.AddRow(
                    key, regime, model, candidate.Strategy, Figure(candidate.Score.Value), candidate.Trades.ToString(CultureInfo.InvariantCulture), Figure(candidate.DeflatedProbability.Value));
            }
        }

        console.Write(table);
        console.WriteLine("P(skill) is the probability that the Sharpe ratio is above 0 after all that was tried on the market's data.");
    }

    private static string Figure(double? value) => value is { } known ? known.ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
