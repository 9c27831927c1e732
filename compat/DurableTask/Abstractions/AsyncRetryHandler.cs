namespace Microsoft.DurableTask;

public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
