using System.CommandLine;
using ServerlessTraining.Orchestration.History;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history tag</c>.</summary>
internal static class HistoryTagCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> ids = HistoryActionCommand.Ids();
        Option<string[]> tags = new("--tag") { Description = "A word to put on the runs. May come several times.", Required = true };
        Option<bool> remove = new("--remove") { Description = "Take the words off instead." };
        Option<bool> json = JsonAnswer.Option("Print what became of each run as JSON.");
        Command command = new("tag", "Put words on runs, by which they can be listed.") { ids, tags, remove, json };
        command.SetAction(async (parsed, ct) =>
        {
            RunActionsRequest request = new()
            {
                Action = parsed.GetValue(remove) ? RunActionsRequest.Untag : RunActionsRequest.Tag,
                Ids = parsed.GetValue(ids),
                Tags = parsed.GetValue(tags),
            };
            return await HistoryActionCommand.PrintAsync(context, parsed.GetValue(json), await HistoryActionCommand.SendAsync(context, request, ct));
        });
        return command;
    }
}
