using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Cli.Requests;

/// <summary>A JSON file with fields of a request.</summary>
internal static class RequestFile
{
    /// <exception cref="DocumentException">The file holds no JSON, with line and column.</exception>
    public static async Task<JsonObject> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(file.FullName, cancellationToken);
        // It refuses what is no JSON, and names that are there twice, with their places.
        JsonDocumentReader.Read(text, file.ToString());
        return JsonNode.Parse(text) as JsonObject ?? throw new CliException($"{file} holds no JSON object. It must read like {{ \"seed\": 7 }}.");
    }
}
