using Microsoft.DurableTask;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>One page of a queue: so many configurations in flight, decided on in their order, whatever order they come back in.</summary>
internal sealed class GridPageRun(TaskOrchestrationContext context, string queueId, GridPage page, GridSignals signals)
{
    private readonly SortedDictionary<int, Task<ConfigurationEnd>> flying = [];
    private readonly List<string> condemned = [];
    private int started;
    private int decided;

    public QueueCounters Counters { get; private set; } = page.Counters;

    public IReadOnlyList<string> Condemned => condemned;

    /// <summary>The first item that is not decided on.</summary>
    public int Next => decided < page.Open.Count ? page.Open[decided] : page.End;

    public async Task RunAsync()
    {
        while (true)
        {
            // Those that have ended behind one that still runs keep their place in the order, but not their place among the running.
            int busy = flying.Values.Count(one => !one.IsCompleted);
            for (; !signals.Stop && started < page.Open.Count && busy < page.ModelsAtATime; busy++) Start(page.Open[started++]);
            if (flying.Count == 0) return;
            (int first, Task<ConfigurationEnd> ended) = flying.First();
            if (ended.IsCompleted)
            {
                await DecideAsync(first, ended);
                continue;
            }

            Report();
            IEnumerable<Task> open = flying.Values.Where(one => !one.IsCompleted);
            await Task.WhenAny(signals.Stop ? open : [.. open, signals.Pause, signals.Cancel]);
        }
    }

    private void Start(int index) => flying[index] = context.CallSubOrchestratorAsync<ConfigurationEnd>(ConfigurationOrchestrator.Name, new GridPlace(queueId, index));

    private void Report() => context.SetCustomStatus(new GridStatus(signals.Stop ? "stops after the models that run" : "running", Counters, [.. flying.Where(one => !one.Value.IsCompleted).Select(one => one.Key)]));

    private async Task DecideAsync(int index, Task<ConfigurationEnd> ended)
    {
        flying.Remove(index);
        GridDecision decision = new(new GridPlace(queueId, index), await EndAsync(ended), Counters);
        GridDecided result = await context.CallActivityAsync<GridDecided>(GridSteps.Decide, decision, GridSteps.Retry);
        Counters = result.After;
        condemned.AddRange(result.Condemned);
        decided++;
        int done = Counters.Trained;
        if (done > 0 && done % page.CheckpointInterval == 0 && done != decision.Before.Trained)
        {
            await context.CallActivityAsync(GridSteps.Checkpoint, new GridNote(queueId, Next, Counters), GridSteps.Retry);
        }
    }

    private static async Task<ConfigurationEnd> EndAsync(Task<ConfigurationEnd> ended)
    {
        try
        {
            return await ended;
        }
        catch (TaskFailedException error)
        {
            return new ConfigurationEnd(Failure: error.FailureDetails.ErrorMessage);
        }
    }
}
