using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A zip file as a body: read once, and larger than a body of JSON may be.</summary>
public static class ZipBody
{
    public const string ContentType = "application/zip";

    /// <summary>The most that it may have, packed: 16 MB.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    public static bool Is(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return BodyBytes.IsOf(request, ContentType);
    }

    /// <exception cref="RequestException">413, without reading on.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes + 1;
        return await BodyBytes.ReadAsync(request, MaxBytes, TooLarge, cancellationToken);
    }

    private static RequestException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, $"The archive has more than {MaxBytes} bytes; at most {MaxBytes} are allowed. Send the presets in several archives.");
}
