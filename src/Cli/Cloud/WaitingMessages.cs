using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>How many fold tasks wait in a queue. They are peeked at, which changes nothing; no more than 32 can be seen so.</summary>
internal sealed class WaitingMessages(ToolRunner tools)
{
    private const int Most = 32;
    private const string Part = "queue";

    public async Task<IReadOnlyList<CloudPart>> AskAsync(string queue, AzdEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            ToolAnswer answer = await tools.AskAsync(
                ToolChecks.Az,
                [
                    "storage", "message", "peek", "--queue-name", queue, "--num-messages", $"{Most}", "--account-name", environment.NameOf(AzdEnvironment.DataAccount),
                    "--auth-mode", "login", "--subscription", environment.NameOf(AzdEnvironment.Subscription), "--output", "json",
                ],
                cancellationToken);
            if (!answer.Json.IsThere) return [CloudPart.NotKnown(Part, queue, answer.Reason)];
            int count = answer.Json.Items.Count();
            bool poison = queue.EndsWith(StorageNames.Queues.PoisonSuffix, StringComparison.Ordinal);
            string state = count < Most ? $"{count} waiting" : $"{Most} or more waiting";
            return [new CloudPart(Part, queue, state, Ok: !poison || count == 0, null, poison && count > 0 ? "they failed too often" : null)];
        }
        catch (CliException error)
        {
            return [CloudPart.NotKnown(Part, queue, error.Message)];
        }
    }
}
