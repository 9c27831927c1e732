using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>An activity or a sub-orchestration.</summary>
internal sealed class PlannedCall<T>(HistoryEvent record, string name, int id, DataConverter converter) : PlannedAction(record)
{
    private readonly TaskCompletionSource<T> completion = new();

    public Task<T> Task => completion.Task;

    [SuppressMessage("Design", "CA1031", Justification = "A result that does not fit the type asked for is the body's to catch, whatever the converter throws.")]
    public override void Complete(string? result)
    {
        T? value;
        try
        {
            value = converter.ReadOrDefault<T>(result);
        }
        catch (Exception misfit)
        {
            Throw(misfit);
            return;
        }

        completion.SetResult(value!);
    }

    public override void Fail(TaskFailureDetails? failure) =>
        Throw(Failures.TaskFailed(name, id, failure, hasCause: Record is TaskScheduled));

    private void Throw(Exception failure)
    {
        completion.SetException(failure);

        // A call that the body forgot must not come back as an unobserved exception of the process.
        _ = completion.Task.Exception;
    }
}
