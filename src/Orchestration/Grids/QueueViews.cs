using System.Text.Json;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Recovery;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Queues as people look at them.</summary>
public sealed class QueueViews(QueueStore queues, QueueLogStore log, CheckpointStore checkpoints, FoldEstimator estimator, QueueCosts costs, TimeProvider clock)
{
    public async Task<StoredPage<QueueListItem>> PageAsync(QueueQuery query, CancellationToken cancellationToken) =>
        (await Paging.ReadAsync(query.Continuation, from => queues.PageAsync(query.State, query.Limit, from, cancellationToken)))
        .Select(queue => new QueueListItem(queue.Id, queue.Name, queue.State, queue.Created, queue.Counters));

    public async Task<QueueView> OfAsync(QueueRecord queue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queue);
        QueueSetup setup = QueueSetup.Of(queue);
        (double? rate, double? left) = Pace(queue);
        QueueCost? cost = await costs.OfAsync(queue, cancellationToken);
        return new QueueView(queue.Id, queue.Name, queue.State, queue.Created, queue.Counters)
        {
            Reason = queue.Reason,
            Since = queue.Since,
            Started = queue.Started,
            Finished = queue.Finished,
            LastBeat = await queues.LastBeatAsync(queue.Id, cancellationToken),
            Attempt = queue.Attempt,
            Preview = setup.Preview,
            ToTrain = setup.ToTrain,
            RatePerHour = rate,
            SecondsLeft = left,
            Recommendation = queue.State == QueueState.Crashed ? await RecommendAsync(queue, cancellationToken) : null,
            Running = queue.State == QueueState.Running ? await RunningAsync(queue.Id, cancellationToken) : [],
            GridText = setup.Text,
            Rules = setup.Rules,
            Estimate = setup.FoldTasks is { } folds ? await estimator.EstimateAsync(folds, cancellationToken) : null,
            Cost = cost?.Cost,
            CostNote = cost?.Note,
            InstanceId = queue.Attempt > 0 ? GridRun.InstanceOf(queue.Id, queue.Attempt) : null,
        };
    }

    public Task<IReadOnlyList<QueueLogLine>> LogAsync(string id, string? after, int limit, CancellationToken cancellationToken) => log.ReadAsync(id, after, limit, cancellationToken);

    public Task<StoredPage<QueueItem>> ItemsAsync(string id, QueueQuery query, CancellationToken cancellationToken) =>
        Paging.ReadAsync(query.Continuation, from => queues.ItemsAsync(id, query.Limit, from, cancellationToken));

    public async Task<IReadOnlyList<CheckpointView>> CheckpointsAsync(string id, CancellationToken cancellationToken) =>
        [.. (await checkpoints.ListAsync(id, cancellationToken)).Select(name => new CheckpointView(name.ToString(), name.At))];

    /// <summary>What to do with a queue that crashed, by how far it is.</summary>
    public async Task<CrashRecommendation> RecommendAsync(QueueRecord queue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queue);
        int skipped = queue.Counters.Skipped;
        int? saved = await checkpoints.NewestAsync(queue.Id, cancellationToken) is { } checkpoint ? Math.Max(0, checkpoint.Done - skipped) : null;
        int done = queue.Counters.Trained;
        return CrashRecommendation.For(done, queue.Counters.Total - skipped, saved is { } at ? Math.Min(at, done) : null);
    }

    /// <summary>By the whole time that it runs: a pause in between makes it look slower than it is, never faster.</summary>
    private (double? RatePerHour, double? SecondsLeft) Pace(QueueRecord queue)
    {
        int trained = queue.Counters.Trained;
        if (queue.State != QueueState.Running || queue.Started is not { } started || trained == 0) return (null, null);
        double hours = (clock.GetUtcNow() - started).TotalHours;
        if (hours <= 0) return (null, null);
        double rate = trained / hours;
        return (rate, (queue.Counters.Total - queue.Counters.Done) / rate * TimeSpan.FromHours(1).TotalSeconds);
    }

    private async Task<IReadOnlyList<string>> RunningAsync(string id, CancellationToken cancellationToken)
    {
        List<string> running = [];
        await foreach (int index in queues.ItemsInAsync(id, QueueItemState.Running, cancellationToken))
        {
            if (await queues.FindItemAsync(id, index, cancellationToken) is { } item) running.Add(ConfigurationLine.Of(TrainingConfiguration.Parse(item.Configuration.GetRawText())));
        }

        return running;
    }
}
