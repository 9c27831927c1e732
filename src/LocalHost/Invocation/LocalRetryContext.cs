using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>Which try of a function with a retry policy this is; 0 of 0 without one.</summary>
internal sealed class LocalRetryContext(int count, int most) : RetryContext
{
    public override int RetryCount => count;

    public override int MaxRetryCount => most;
}
