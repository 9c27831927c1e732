namespace DurableTask.Core.Exceptions;

/// <summary>
/// The cause of a <c>Microsoft.DurableTask.TaskFailedException</c> that an activity's failure raises. In Azure it is an exception of this full name (Azure/durabletask,
/// src/DurableTask.Core/Exceptions/TaskFailedException.cs), which logs and the caller's <c>InnerException</c> show; the type itself is not ours to have, because
/// that package may be absent.
/// Only its name and message are the same: nothing should catch it.
/// </summary>
internal sealed class TaskFailedException(string reason) : Exception(reason);
