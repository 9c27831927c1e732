using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Exceptions to failure details and back, as the worker does it.</summary>
internal static class Failures
{
    /// <summary>What the worker says where the host gave no details (TaskFailureDetails.FromException of microsoft/durabletask-dotnet).</summary>
    private const string Unknown = "(unknown)";

    /// <summary>A failed task goes on as its details, so that the chain ends with the exception that began it (TaskOrchestrationShim.Execute of
    /// microsoft/durabletask-dotnet).</summary>
    public static TaskFailureDetails Of(Exception failure) => new(
        failure.GetType().FullName ?? failure.GetType().Name,
        failure.Message,
        failure.StackTrace,
        failure is TaskFailedException task ? task.FailureDetails : failure.InnerException is { } inner ? Of(inner) : null,
        null);

    /// <param name="name">Of the activity or sub-orchestration.</param>
    /// <param name="id">Of the call that failed; with retries, of the last one.</param>
    /// <param name="failure">Null where the host gave none.</param>
    /// <param name="hasCause">Activities have an <see cref="Exception.InnerException"/>, sub-orchestrations have none (TaskOrchestrationContextWrapper of
    /// microsoft/durabletask-dotnet).</param>
    public static TaskFailedException TaskFailed(string name, int id, TaskFailureDetails? failure, bool hasCause)
    {
        TaskFailureDetails details = failure ?? new TaskFailureDetails(Unknown, Unknown, null, null, null);
        TaskFailedException exception = new(name, id, details);

        // Of the two public constructors one takes details and the other a cause. The real framework has both because its cause carries the details; ours is
        // another type, so it is set here.
#pragma warning disable CS0436 // On the real packages there is a type of that name; ours is meant.
        if (hasCause) InnerOf(exception) = new DurableTask.Core.Exceptions.TaskFailedException(details.ErrorMessage);
#pragma warning restore CS0436
        return exception;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception exception);
}
