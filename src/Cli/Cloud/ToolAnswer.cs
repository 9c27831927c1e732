using System.Text.Json;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>What a tool said to a question, and how it ended.</summary>
/// <param name="ExitCode">0 for done.</param>
/// <param name="Output">Its answer.</param>
/// <param name="Errors">What it said beside it.</param>
internal sealed record ToolAnswer(int ExitCode, string Output, string Errors)
{
    private const int MostShown = 200;

    /// <summary>The answer where it is JSON and the tool has succeeded; nothing elsewhere.</summary>
    public JsonLook Json
    {
        get
        {
            if (ExitCode != 0) return default;
            try
            {
                return new JsonLook(JsonSerializer.Deserialize<JsonElement>(Output));
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }

    /// <summary>Why there is no answer: the last line of what went wrong. Never the answer itself, which may be a key.</summary>
    public string Reason
    {
        get
        {
            string line = Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
                ?? $"it ended with {ExitCode} and said nothing";
            return line.Length <= MostShown ? line : line[..MostShown] + "...";
        }
    }
}
