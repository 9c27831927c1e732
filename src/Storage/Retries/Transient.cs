using Azure;
using Polly;

namespace ServerlessTraining.Storage.Retries;

/// <summary>Which failures of storage may pass by themselves.</summary>
public static class Transient
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int ServerErrors = 500;
    private const int NotImplemented = 501;
    private const int VersionNotSupported = 505;

    internal static bool Is(Outcome<Response> outcome, CancellationToken caller) => outcome.Exception is { } failure ? Is(failure, caller) : Is(outcome.Result?.Status ?? 0);

    /// <summary>The two server errors that are left out say that the server will never do it.</summary>
    internal static bool Is(int status) => status is RequestTimeout or TooManyRequests || (status >= ServerErrors && status is not (NotImplemented or VersionNotSupported));

    /// <param name="failure">As the clients throw it; several failed tries come as an <see cref="AggregateException"/>.</param>
    /// <param name="caller">Who gave up waiting gets no second try.</param>
    public static bool Is(Exception failure, CancellationToken caller) => failure switch
    {
        // A try that took too long.
        OperationCanceledException => !caller.IsCancellationRequested,
        // Status 0: the transport failed and there was no answer.
        RequestFailedException { Status: 0 } or HttpRequestException or IOException => true,
        RequestFailedException answer => Is(answer.Status),
        AggregateException { InnerExceptions: { Count: > 0 } inner } => inner.All(each => Is(each, caller)),
        _ => false,
    };
}
