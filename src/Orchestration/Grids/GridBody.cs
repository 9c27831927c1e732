using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Reads a grid from a request: JSON, or YAML so that errors name the lines of the file that somebody wrote.</summary>
public static class GridBody
{
    private static readonly string[] Yaml = ["application/yaml", "application/x-yaml", "text/yaml"];

    /// <exception cref="RequestException">It is empty, too large, no text, or of another type.</exception>
    public static async Task<GridText> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] body = await JsonBody.ReadBytesAsync(request, cancellationToken);
        if (body.Length == 0) throw new RequestException(StatusCodes.Status400BadRequest, "The body is empty; a grid is needed, as in configs/grids.");
        bool isYaml = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && Yaml.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);
        if (!isYaml && !request.HasJsonContentType())
        {
            string given = request.ContentType is { } other ? $"'{FieldFault.Show(other)}'" : "missing";
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type is {given}; application/json or application/yaml is needed.");
        }

        try
        {
            return new GridText(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body), isYaml);
        }
        catch (DecoderFallbackException error)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, "The body is no UTF-8 text; a grid in JSON or YAML is needed.", error);
        }
    }
}
