using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Dispatches a set of folds and waits until each is trained or has failed for good, or until it is stopped.</summary>
public static class FoldSetOrchestrator
{
    public const string Name = "FoldSet";

    /// <summary>The event, without payload, that ends the set: what is not trained by then is given up.</summary>
    public const string StopEvent = "stop";

    // An activity only reads and writes rows: what stops it passes.
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <returns>An answer for each fold, in the order of the set.</returns>
    public static async Task<IReadOnlyList<FoldAnswer>> RunAsync(TaskOrchestrationContext context, FoldSet set)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(set);
        if (set.Folds.Count is 0 or > FoldSet.MostFolds)
        {
            throw new ArgumentException($"A set of {set.Folds.Count} folds cannot be run; 1 to {FoldSet.MostFolds} are allowed.", nameof(set));
        }

        // The waiters stand before anything is dispatched, and one for each fold is enough: what the event says is read from the row.
        Dictionary<int, Task> news = set.Folds.ToDictionary(fold => fold.Number, fold => (Task)context.WaitForExternalEvent<object?>(FoldTaskMessage.EventNameOf(fold.Number)));
        Task stop = context.WaitForExternalEvent<object?>(StopEvent);
        Dictionary<int, FoldAnswer> answers = [];
        Note(await context.CallActivityAsync<FoldAnswer[]>(FoldActivities.Dispatch, new FoldLook(context.InstanceId, set.Folds, set.Device), Retry));

        TimeSpan pause = set.ReviewAfter;
        using CancellationTokenSource stopReview = new();
        Task review = context.CreateTimer(pause, stopReview.Token);
        while (answers.Count < set.Folds.Count)
        {
            FoldRef[] open = [.. set.Folds.Where(fold => !answers.ContainsKey(fold.Number))];
            await Task.WhenAny([stop, review, .. open.Select(fold => news[fold.Number])]);
            if (stop.IsCompleted)
            {
                Note(await context.CallActivityAsync<FoldAnswer[]>(FoldActivities.Cancel, new FoldLook(context.InstanceId, open, set.Device), Retry));
                Note(open.Where(fold => !answers.ContainsKey(fold.Number)).Select(fold => new FoldAnswer(fold.Number, fold.Key, FoldAnswer.Cancelled)));
                break;
            }

            FoldRef[] look = open;
            if (review.IsCompleted)
            {
                pause = pause + pause < set.ReviewAtMost ? pause + pause : set.ReviewAtMost;
                review = context.CreateTimer(pause, stopReview.Token);
            }
            else
            {
                look = [.. open.Where(fold => news[fold.Number].IsCompleted)];
            }

            foreach (FoldRef fold in look.Where(fold => news[fold.Number].IsCompleted))
            {
                news[fold.Number] = context.WaitForExternalEvent<object?>(FoldTaskMessage.EventNameOf(fold.Number));
            }

            Note(await context.CallActivityAsync<FoldAnswer[]>(FoldActivities.Review, new FoldLook(context.InstanceId, look, set.Device), Retry));
        }

        stopReview.Cancel();
        return [.. set.Folds.Select(fold => answers[fold.Number])];

        void Note(IEnumerable<FoldAnswer> final)
        {
            foreach (FoldAnswer answer in final) answers[answer.Number] = answer;
        }
    }
}
