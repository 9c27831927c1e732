using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Reads a request's JSON and says exactly what is wrong with it.</summary>
public static class JsonBody
{
    /// <summary>The most that a request's body may have: 1 MB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <exception cref="RequestException">No JSON, or not what <typeparamref name="T"/> needs; the message names the field, the value and what is allowed.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class => (T)await ReadAsync(request, typeof(T), ApiJson.Options, cancellationToken);

    /// <exception cref="RequestException">No JSON, or not what <paramref name="type"/> needs.</exception>
    public static async Task<object> ReadAsync(HttpRequest request, Type type, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        byte[] body = await ReadBytesAsync(request, cancellationToken);
        if (body.Length == 0) throw new RequestException(StatusCodes.Status400BadRequest, $"The body is empty; {JsonWords.For(type, options)} is needed.");
        if (!request.HasJsonContentType()) throw WrongContentType(request);
        if (JsonFaults.Encoding(body) is { } encoding) throw encoding;
        try
        {
            return JsonSerializer.Deserialize(body, type, options)
                ?? throw new RequestException(StatusCodes.Status400BadRequest, $"The body is null; {JsonWords.For(type, options)} is needed.");
        }
        catch (JsonException error)
        {
            throw JsonFaults.Explain(body, type, options, error)
                ?? new RequestException(StatusCodes.Status400BadRequest, $"The body does not fit; {JsonWords.For(type, options)} is needed.", error);
        }
    }

    internal static RequestException WrongContentType(HttpRequest request) => new(
        StatusCodes.Status415UnsupportedMediaType,
        $"Content-Type is {(request.ContentType is { } given ? $"'{FieldFault.Show(given)}'" : "missing")}; application/json is needed.");

    internal static Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken) =>
        BodyBytes.ReadAsync(request, MaxBytes, TooLarge, cancellationToken);

    internal static RequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {MaxBytes} bytes; at most {MaxBytes} are allowed.");
}
