using Azure;
using Polly;

namespace ServerlessTraining.Storage.Retries;

/// <summary>Which failures may pass by themselves.</summary>
internal static class Transient
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int ServerErrors = 500;
    private const int NotImplemented = 501;
    private const int VersionNotSupported = 505;

    public static bool Is(Outcome<Response> outcome, CancellationToken caller) => outcome.Exception is { } failure ? Is(failure, caller) : Is(outcome.Result?.Status ?? 0);

    /// <summary>The two server errors that are left out say that the server will never do it.</summary>
    public static bool Is(int status) => status is RequestTimeout or TooManyRequests || (status >= ServerErrors && status is not (NotImplemented or VersionNotSupported));

    private static bool Is(Exception failure, CancellationToken caller) => failure switch
    {
        // A try that took too long; when the caller gave up, nothing is tried again.
        OperationCanceledException => !caller.IsCancellationRequested,
        // Status 0: the transport failed and there was no answer.
        RequestFailedException { Status: 0 } or HttpRequestException or IOException => true,
        AggregateException { InnerExceptions: var inner } => inner.All(each => Is(each, caller)),
        _ => false,
    };
}
