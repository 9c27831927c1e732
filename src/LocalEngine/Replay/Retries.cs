using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>Repeated calls. Each attempt, and each pause, takes the next id of the orchestration, in the order of RetryInterceptor (Azure/durabletask,
/// src/DurableTask.Core).</summary>
internal static class Retries
{
    /// <summary>Only the package that made the policy can ask a HandleFailure, and only about its own exceptions.</summary>
    /// <exception cref="LocalEngineException">The policy has a HandleFailure.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever the probe throws, the policy cannot be asked.")]
    public static void RequireNoFilter(RetryPolicy policy, string task)
    {
        try
        {
            policy.Handle(new InvalidOperationException());
        }
        catch (Exception refused)
        {
            throw new LocalEngineException(
                $"The retry policy of '{task}' has a HandleFailure, which the local engine cannot ask. Use TaskOptions.FromRetryHandler: it works here and in Azure.", refused);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The real framework repeats after every exception, results of the wrong type included.")]
    public static async Task<T> ByPolicy<T>(ReplayContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            Exception failure;
            try
            {
                return await call();
            }
            catch (Exception e)
            {
                failure = e;
            }

            if (attempt == policy.MaxNumberOfAttempts)
            {
                // The real framework waits for a timer after the last failure too, one that is due at once. Without it the ids of all that follows would differ.
                await context.Timer(context.CurrentUtcDateTime, CancellationToken.None);
            }
            else if (PauseAfter(attempt, policy, first, context.CurrentUtcDateTime) is { } pause && pause > TimeSpan.Zero)
            {
                await context.Timer(context.CurrentUtcDateTime + pause, CancellationToken.None);
                continue;
            }

            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public static async Task<T> ByHandler<T>(ReplayContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failure)
            {
                // No pause of the engine's: a handler that wants one makes a timer of the context it is given.
                RetryContext last = new(context, attempt, failure.FailureDetails, context.CurrentUtcDateTime - first, CancellationToken.None);
                if (!await handler(last)) throw;
            }
        }
    }

    /// <returns>Null where the time for retries is over.</returns>
    private static TimeSpan? PauseAfter(int attempt, RetryPolicy policy, DateTime first, DateTime now)
    {
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - first >= policy.RetryTimeout) return null;
        double pause = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return pause < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(pause) : longest;
    }
}
