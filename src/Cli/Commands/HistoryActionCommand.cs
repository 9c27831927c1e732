using System.CommandLine;
using System.Net.Http.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.History;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history delete</c> and <c>st history restore</c>.</summary>
internal static class HistoryActionCommand
{
    private static readonly string[] Columns = ["run", "result", "detail"];

    public static Command Create(CliContext context, string action, string description)
    {
        Argument<string[]> ids = Ids();
        Option<bool> json = JsonAnswer.Option("Print what became of each run as JSON.");
        Command command = new(action, description) { ids, json };
        command.SetAction(async (parsed, ct) =>
        {
            RunActionsAnswer answer = await SendAsync(context, new RunActionsRequest { Action = action, Ids = parsed.GetValue(ids) }, ct);
            return await PrintAsync(context, parsed.GetValue(json), answer);
        });
        return command;
    }

    public static Argument<string[]> Ids() => new("RUN") { Description = "Ids of runs, 1 to 1000.", Arity = ArgumentArity.OneOrMore };

    public static async Task<RunActionsAnswer> SendAsync(CliContext context, RunActionsRequest request, CancellationToken cancellationToken)
    {
        using JsonContent content = JsonContent.Create(request, options: ApiJson.Options);
        return await new ApiClient(context).SendAsync<RunActionsAnswer>(HttpMethod.Post, "/api/runs/actions", content, "what became of the runs", cancellationToken);
    }

    /// <summary>Failed where a run was refused or is missing.</summary>
    public static async Task<int> PrintAsync(CliContext context, bool json, RunActionsAnswer answer)
    {
        if (json)
        {
            await JsonAnswer.WriteAsync(context, answer);
        }
        else
        {
            TablePrinter.Print(context.Console, Columns, answer.Results.Select(one => (IReadOnlyList<string>)[one.Id, one.Result, one.Detail]));
            context.Console.WriteLine($"{answer.Action}: {answer.Done} done, {answer.Unchanged} unchanged, {answer.Refused} refused, {answer.Missing} missing");
        }

        return answer.Refused + answer.Missing == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
