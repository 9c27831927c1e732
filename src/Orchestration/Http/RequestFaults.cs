using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Tells a function's failure that the request caused from one of the program.</summary>
public static class RequestFaults
{
    // Where ReadFromJsonAsync lives, which refuses another content type with a plain InvalidOperationException.
    private const string JsonExtensions = "Microsoft.AspNetCore.Http.Extensions";

    // Where the buffer of KeepBody lives, which throws a plain IOException beyond its limit.
    private const string BufferedBody = "Microsoft.AspNetCore.WebUtilities";

    /// <summary>Keeps the body, so that <see cref="FindAsync"/> can look at it again. Not that of a CSV or zip upload, which is read once.</summary>
    public static void KeepBody(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (CsvBody.Is(request) || ZipBody.Is(request)) return;
        request.EnableBuffering(bufferThreshold: JsonBody.MaxBytes, bufferLimit: JsonBody.MaxBytes);
    }

    /// <summary>Null when the request is not to blame.</summary>
    public static async Task<RequestException?> FindAsync(HttpRequest request, Exception error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return error switch
        {
            RequestException known => known,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => JsonBody.TooLarge(),
            BadHttpRequestException bad => new RequestException(bad.StatusCode, $"The request cannot be read: {bad.Message}", bad),
            IOException { Source: BufferedBody } => JsonBody.TooLarge(),
            InvalidOperationException { Source: JsonExtensions } when request.ContentType is null || !request.HasJsonContentType() || HasOddCharset(request) =>
                JsonBody.WrongContentType(request),
            JsonException json when request.Body.CanSeek && request.HasJsonContentType() =>
                JsonFaults.Explain(await AgainAsync(request, cancellationToken), type: null, JsonSerializerOptions.Web, IsOfRequest(json) ? json : null),
            _ => null,
        };
    }

    // A function reads other documents too; a misfit is the request's only where the request's reader found it.
    private static bool IsOfRequest(JsonException error) => error.StackTrace?.Contains(nameof(HttpRequestJsonExtensions), StringComparison.Ordinal) == true;

    private static bool HasOddCharset(HttpRequest request) => request.ContentType!.Contains("charset", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> AgainAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.Body.Position = 0;
        return await JsonBody.ReadBytesAsync(request, cancellationToken);
    }
}
