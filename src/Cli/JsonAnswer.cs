using System.CommandLine;
using System.Text.Json;
using ServerlessTraining.Orchestration;

namespace ServerlessTraining.Cli;

/// <summary>The option <c>--json</c> of commands that print data.</summary>
internal static class JsonAnswer
{
    public static Option<bool> Option(string description = "Print the answer as JSON.") => new("--json") { Description = description };

    public static Task WriteAsync<T>(CliContext context, T answer) => context.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ApiJson.Indented));
}
