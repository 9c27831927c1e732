using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

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
        return MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase);
    }

    /// <exception cref="RequestException">413, without reading on.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > MaxBytes) throw TooLarge();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes + 1;
        using MemoryStream body = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBytes) throw TooLarge();
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static RequestException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, $"The archive has more than {MaxBytes} bytes; at most {MaxBytes} are allowed. Send the presets in several archives.");
}
