using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>What bodies of every kind have in common.</summary>
internal static class BodyBytes
{
    private const int Piece = 16 * 1024;

    /// <summary>Whether the request says that its body is of a media type, whatever parameters stand behind it.</summary>
    public static bool IsOf(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads no further than it may: what a request says of its length need not be so.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int most, Func<RequestException> tooLarge, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) throw tooLarge();
        using MemoryStream body = new();
        byte[] buffer = new byte[Piece];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > most) throw tooLarge();
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
