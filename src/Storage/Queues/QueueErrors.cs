using Azure;
using Azure.Storage.Queues.Models;

namespace ServerlessTraining.Storage.Queues;

internal static class QueueErrors
{
    private const int BadRequest = 400;
    private const int NotFound = 404;

    /// <summary>The receipt is no longer the newest, or the message is gone: somebody else has or had it.</summary>
    public static bool IsLostMessage(RequestFailedException error) =>
        error.Status == NotFound || (error.Status == BadRequest && error.ErrorCode == QueueErrorCode.PopReceiptMismatch);

    public static bool IsMissingQueue(RequestFailedException error) => error.Status == NotFound && error.ErrorCode == QueueErrorCode.QueueNotFound;
}
