using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Answers with an RFC 9457 problem document.</summary>
public static class Problem
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, RequestException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return WriteAsync(context, error.Status, error.Message, error.Faults);
    }

    /// <param name="context">Of a response that has not started.</param>
    /// <param name="status">From 400.</param>
    /// <param name="detail">What, which value, what is allowed, what to do.</param>
    /// <param name="faults">One entry a field.</param>
    /// <param name="invocationId">By which the log can be searched.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail, IReadOnlyList<FieldFault>? faults = null, string? invocationId = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        Dictionary<string, object?> document = new(StringComparer.Ordinal)
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (faults is { Count: > 0 }) document["errors"] = faults;
        if (invocationId is not null) document["invocation_id"] = invocationId;
        return context.Response.WriteAsJsonAsync(document, ApiJson.Options, ContentType, context.RequestAborted);
    }
}
