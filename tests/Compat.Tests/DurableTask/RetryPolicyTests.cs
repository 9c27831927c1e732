using Microsoft.DurableTask;
using Xunit;

namespace ServerlessTraining.Compat.Tests.DurableTask;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void New_WithAttemptsAndInterval_HasTheRealDefaults()
    {
        RetryPolicy policy = new(3, Second);
        Assert.Equal(1.0, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
        Assert.True(policy.Handle(new TimeoutException()));
    }

    [Theory]
    [InlineData("maxNumberOfAttempts", 0, 1, 1.0, null, null)]
    [InlineData("firstRetryInterval", 1, 0, 1.0, null, null)]
    [InlineData("backoffCoefficient", 1, 1, 0.9, null, null)]
    [InlineData("maxRetryInterval", 1, 2, 1.0, 1, null)]
    [InlineData("retryTimeout", 1, 2, 1.0, null, 1)]
    public void New_OutOfRange_NamesTheParameter(string name, int attempts, int first, double backoff, int? longest, int? timeout)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new RetryPolicy(attempts, first * Second, backoff, longest * Second, timeout * Second));
        Assert.Equal(name, error.ParamName);
        Assert.Contains($"The value for {name} must be greater", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_InfiniteIntervals_AreAllowed()
    {
        RetryPolicy policy = new(1, Second, 1.0, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.MaxRetryInterval);
    }

    [Fact]
    public void HandleFailure_ExceptionNotOfDurableTaskCore_IsRefused()
    {
        RetryPolicy policy = new(1, Second) { HandleFailure = _ => true };
        Assert.Throws<InvalidOperationException>(() => policy.Handle(new TimeoutException()));
    }

    [Fact]
    public void TaskRetryOptions_FromPolicy_ConvertsImplicitly()
    {
        RetryPolicy policy = new(1, Second);
        TaskOptions options = new(policy);
        Assert.Same(policy, options.Retry?.Policy);
        Assert.Null(options.Retry?.Handler);
        Assert.Throws<ArgumentNullException>(() => TaskRetryOptions.FromRetryPolicy(null!));
    }

    [Fact]
    public async Task FromRetryHandler_Synchronous_IsAskedThroughTheAsynchronousOne()
    {
        TaskOptions options = TaskOptions.FromRetryHandler(attempt => attempt.LastAttemptNumber < 2);
        TaskFailureDetails failure = new("E", "m", null, null, null);
        Assert.True(await options.Retry!.Handler!(new RetryContext(null!, 1, failure, Second, default)));
        Assert.False(await options.Retry.Handler(new RetryContext(null!, 2, failure, Second, default)));
    }
}
