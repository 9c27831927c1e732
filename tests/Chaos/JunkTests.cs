using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Chaos;

/// <summary>Messages that nobody can read, among good ones.</summary>
public sealed class JunkTests
{
    private const string RunId = "run";
    private const int NoiseBytes = 48 * 1024;
    private const int Megabyte = 1024 * 1024;
    private const string UnknownKey = "0000000000000000000000000000000000000000000000000000000000000000";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Junk_AmongGoodMessages_IsParkedWithItsReason()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        Random random = ChaosSeed.Next();
        await using ChaosSite site = new();

        // Failed messages come back at once instead of after half a minute.
        site.StartHost(("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00"));
        await site.ReadyAsync(over.Token);
        ChaosStorage storage = new(site.Azurite.ConnectionString);
        ChaosRun run = new(2, 25);
        await site.StartRunAsync(RunId, run, over.Token);
        List<(string Queue, string Id, string Body, string Reason)> sent = [];
        foreach ((string queue, string body, string reason) in Junk(random))
        {
            sent.Add((queue, (await storage.Queue(queue).SendMessageAsync(body, over.Token)).Value.MessageId, body, reason));
        }

        JsonElement end = await site.EndOfAsync(RunId, over.Token);
        await site.Output.WaitAsync(lines => sent.TrueForAll(junk => lines.Any(line => IsParked(line, junk.Queue, junk.Id))), over.Token);

        Assert.Equal(run.Folds, end.GetProperty("output").GetInt32());
        await storage.AssertTrainedAsync([.. run.SetsOf(RunId).SelectMany(set => set.Keys())], over.Token);
        foreach ((string queue, string id, _, string reason) in sent)
        {
            string line = Assert.Single(site.Output.Lines, line => IsParked(line, queue, id));
            Assert.True(line.Contains(reason, StringComparison.Ordinal), $"'{reason}' is missing in: {line}");
            Assert.InRange(1 + site.Output.Lines.Count(other => other.Contains($"message {id} failed, attempt", StringComparison.Ordinal)), 1, 5);
        }

        foreach (IGrouping<string, string> queue in sent.GroupBy(junk => junk.Queue, junk => junk.Body))
        {
            Assert.Equal(queue.Order(StringComparer.Ordinal), (await storage.ParkedAsync(queue.Key, over.Token)).Order(StringComparer.Ordinal));
        }

        ChaosSeed.Say($"{sent.Count} of {sent.Count} junk messages parked, {run.Folds} of {run.Folds} folds trained");
    }

    [Fact]
    public async Task Megabyte_OfAMessageOrABody_IsRefused()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        await using ChaosSite site = new();
        site.StartHost();
        await site.ReadyAsync(over.Token);
        string noise = new('x', Megabyte);

        using HttpResponseMessage answer = await site.PostAsync("api/chaos/read", $"\"{noise}\"", over.Token);
        RequestFailedException refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => new ChaosStorage(site.Azurite.ConnectionString).Queue(StorageNames.Queues.FoldTasksCpu).SendMessageAsync(noise, over.Token));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal((int)HttpStatusCode.RequestEntityTooLarge, refusal.Status);
    }

    private static IEnumerable<(string Queue, string Body, string Reason)> Junk(Random random)
    {
        foreach (string queue in new[] { StorageNames.Queues.FoldTasksCpu, StorageNames.Queues.FoldTasksGpu, StorageNames.Queues.FoldResults })
        {
            byte[] noise = new byte[NoiseBytes];
            random.NextBytes(noise);
            yield return (queue, Encode("""{"schema":1,"""), "The fold message has 1 error");
            yield return (queue, Encode($$"""{"schema":2,"key":"{{UnknownKey}}","instance_id":"run","number":1}"""), "schema");
            yield return (queue, Encode("""{"schema":1,"key":"abc","instance_id":"run"}"""), "'abc' is not a key");
            yield return (queue, "plain words", "is not base64");
            yield return (queue, "", "The fold message has 1 error");
            yield return (queue, Convert.ToBase64String(noise), "The fold message has 1 error");
        }

        foreach (string queue in new[] { StorageNames.Queues.FoldTasksCpu, StorageNames.Queues.FoldTasksGpu })
        {
            yield return (queue, Encode($$"""{"schema":1,"key":"{{UnknownKey}}","instance_id":"run","number":1}"""), $"no fold is known under the key '{UnknownKey}'");
        }
    }

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static bool IsParked(string line, string queue, string id) => line.Contains($"Queue {queue}: message {id} goes to {queue}-poison: ", StringComparison.Ordinal);
}
