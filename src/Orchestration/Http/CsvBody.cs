using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A CSV body: read once, as a stream, and larger than a body of JSON may be.</summary>
public static class CsvBody
{
    public const string ContentType = "text/csv";

    /// <summary>The most that it may have, as sent and unpacked: 64 MB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    public static bool Is(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return BodyBytes.IsOf(request, ContentType);
    }

    /// <summary>Refuses what is no CSV by its headers, and lets the server take as much as is allowed here. Before anything is read.</summary>
    /// <exception cref="RequestException">415 or 413.</exception>
    public static void Open(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Is(request))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType,
                $"Content-Type is {(request.ContentType is { } given ? $"'{FieldFault.Show(given)}'" : "missing")}; {ContentType} is needed.");
        }

        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && encoding.ToLowerInvariant() is not ("gzip" or "identity"))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding is '{FieldFault.Show(encoding)}'; gzip, or none for plain text, is needed.");
        }

        if (request.ContentLength > MaxBytes) throw TooLarge();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
    }

    public static RequestException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The file has more than {MaxBytes:N0} bytes, packed or unpacked; at most {MaxBytes:N0} are allowed. Split it and send the parts one by one."));
}
