using System.Diagnostics;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Runs one activity: the attempt is written, then the body runs, then the result is written.</summary>
internal sealed class ActivityStep(HubCore core)
{
    public async Task RunAsync(ActivityTask task)
    {
        Commit? started = null;
        int attempt;
        lock (core.Gate)
        {
            if (task.Dropped) return;
            attempt = task.Attempt + 1;
            if (attempt <= core.Options.MaxActivityAttempts)
            {
                task.Attempt = attempt;
                CommitDraft draft = new();
                Dictionary<string, object> row = new() { ["Attempt"] = attempt };
                draft.Add(task.HasRow ? RowChange.Merge(Key(task), row) : RowChange.Insert(Key(task), row));
                task.HasRow = true;
                started = draft.HandTo(core.Writer);
            }
        }

        if (started is not null) await started.Done;
        if (task.Dropped) return;
        HistoryEvent? result = started is null ? TooOften(task) : await InvokeAsync(task, attempt);
        if (result is null)
        {
            GiveAttemptBack(task);
            return;
        }

        string packed = await core.Payloads.PackAsync(HistoryLines.Write([result]), HubCore.Prefix(task.Instance), CancellationToken.None);
        lock (core.Gate)
        {
            if (task.Dropped)
            {
                HubLog.ActivityLate(core.Log, task.Call.Name, task.Call.Id, task.Instance.Id);
                return;
            }

            CommitDraft draft = new();
            task.Instance.Activities.Remove(task.Call.Id);
            core.Deliver(draft, task.Instance, result, packed);
            if (task.HasRow) draft.Add(RowChange.Delete(Key(task)));
            task.HasRow = false;
            draft.HandTo(core.Writer);
        }
    }

    private static string Key(ActivityTask task) => RowKeys.Activity(task.Instance.Id, task.Execution, task.Call.Id);

    /// <summary>Null when it ended because the hub stops: then it has not failed, it runs again after the next start.</summary>
    private async Task<HistoryEvent?> InvokeAsync(ActivityTask task, int attempt)
    {
        (int id, string name) = (task.Call.Id, task.Call.Name);
        if (core.Functions.FindActivity(name) is not { } body)
        {
            HubLog.UnknownActivity(core.Log, task.Instance.Id, name, string.Join(", ", core.Functions.ActivityNames.Order(StringComparer.OrdinalIgnoreCase)));
            return new TaskFailed(core.Clock.GetUtcNow(), id, Failure: null);
        }

        if (attempt > 1) HubLog.ActivityAgain(core.Log, name, id, task.Instance.Id, attempt);
        using Activity? span = EngineTrace.Start(task, attempt);
        try
        {
            object? value = await body(new ActivityCall(name, task.Instance.Id, id, attempt, task.Call.Input, core.Converter), core.Stopping);
            return new TaskCompleted(core.Clock.GetUtcNow(), id, core.Converter.Serialize(value));
        }
        catch (OperationCanceledException) when (core.Stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            HubLog.ActivityFailed(core.Log, error, name, id, task.Instance.Id);
            return new TaskFailed(core.Clock.GetUtcNow(), id, TaskFailureDetails.FromException(error));
        }
    }

    private TaskFailed TooOften(ActivityTask task) => new(core.Clock.GetUtcNow(), task.Call.Id, new TaskFailureDetails(
        typeof(LocalEngineException).FullName!,
        $"Activity '{task.Call.Name}' (#{task.Call.Id}) was started {task.Attempt} times and the process ended in the middle each time; "
        + $"{core.Options.MaxActivityAttempts} are allowed. "
        + "Look into the log for what ends the process (memory, a native library), then start the orchestration again.",
        null, null, null));

    private void GiveAttemptBack(ActivityTask task)
    {
        lock (core.Gate)
        {
            if (task.Dropped) return;
            task.Attempt--;
            CommitDraft draft = new();
            draft.Add(task.Attempt == 0 ? RowChange.Delete(Key(task)) : RowChange.Merge(Key(task), new() { ["Attempt"] = task.Attempt }));
            task.HasRow = task.Attempt > 0;
            draft.HandTo(core.Writer);
        }
    }
}
