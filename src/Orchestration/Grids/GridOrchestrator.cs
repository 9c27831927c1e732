using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Runs a queue: waits for its turn, has its configurations trained so many at a time, decides on them in the order of the grid, and acts on pause and cancel when the models that
/// run are done. A page of configurations is one history; then it begins anew.</summary>
public static class GridOrchestrator
{
    public const string Name = "Grid";

    /// <summary>How often a queue asks whether its turn has come.</summary>
    private static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(5);
    private const int TurnsAHistory = 50;

    public static async Task RunAsync(TaskOrchestrationContext context, GridRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        GridSignals signals = new(context);
        if (!run.HasTurn && !await TurnAsync(context, run, signals)) return;
        GridPage page = await context.CallActivityAsync<GridPage>(GridSteps.OpenPage, new GridPlace(run.QueueId, run.Next), GridSteps.Retry);
        GridPageRun pageRun = new(context, run.QueueId, page, signals);
        await pageRun.RunAsync();
        GridNote note = new(run.QueueId, pageRun.Next, pageRun.Counters);
        if (pageRun.Condemned.Count > 0) await context.CallActivityAsync(GridSteps.Sweep, pageRun.Condemned, GridSteps.Retry);
        if (signals.Cancel.IsCompleted)
        {
            await context.CallActivityAsync(GridSteps.Cancel, new GridPlace(run.QueueId, note.Next), GridSteps.Retry);
        }
        else if (signals.Pause.IsCompleted)
        {
            await PauseAsync(context, note, signals);
        }
        else if (page.End < page.Counters.Total)
        {
            context.ContinueAsNew(run with { Next = page.End, HasTurn = true });
        }
        else
        {
            await context.CallActivityAsync(GridSteps.Complete, note, GridSteps.Retry);
            context.SetCustomStatus(new GridStatus("completed", note.Counters, []));
        }
    }

    /// <returns>Whether the queue has its turn; otherwise this history is at its end.</returns>
    private static async Task<bool> TurnAsync(TaskOrchestrationContext context, GridRun run, GridSignals signals)
    {
        for (int look = 0; look < TurnsAHistory; look++)
        {
            GridTurn turn = await context.CallActivityAsync<GridTurn>(GridSteps.TakeTurn, run.QueueId, GridSteps.Retry);
            if (turn.IsTaken) return true;
            context.SetCustomStatus(new GridStatus($"waits behind {turn.Behind}", null, []));
            using CancellationTokenSource stop = new();
            await Task.WhenAny(signals.Cancel, context.CreateTimer(TurnPause, stop.Token));
            if (!signals.Cancel.IsCompleted) continue;
            stop.Cancel();
            await context.CallActivityAsync(GridSteps.Cancel, new GridPlace(run.QueueId, run.Next), GridSteps.Retry);
            return false;
        }

        context.ContinueAsNew(run);
        return false;
    }

    private static async Task PauseAsync(TaskOrchestrationContext context, GridNote note, GridSignals signals)
    {
        signals.ForgetResume();
        await context.CallActivityAsync(GridSteps.Pause, note, GridSteps.Retry);
        context.SetCustomStatus(new GridStatus("paused", note.Counters, []));
        await Task.WhenAny(signals.Resume, signals.Cancel);
        if (signals.Cancel.IsCompleted) await context.CallActivityAsync(GridSteps.Cancel, new GridPlace(note.QueueId, note.Next), GridSteps.Retry);
        else context.ContinueAsNew(new GridRun(note.QueueId, note.Next));
    }
}
