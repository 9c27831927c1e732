using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Bench.Scale;

/// <summary>Counts what is asked of an emulator, by the part of the program that asks and by service. Looks into a queue are told apart: how many there are depends on the time,
/// not on the work.</summary>
internal sealed class StorageCalls(AzuritePorts ports) : HttpPipelineSynchronousPolicy
{
    public const string Tables = "tables";
    public const string Blobs = "blobs";
    public const string Queues = "queues";
    public const string Looks = "looks";

    private readonly ConcurrentDictionary<(string Part, string Service), long> counts = [];
    private readonly AsyncLocal<string?> part = new();

    /// <summary>What the caller does from here on, and all that it starts, counts for this part.</summary>
    public void Begin(string name) => part.Value = name;

    public void Clear() => counts.Clear();

    /// <param name="name">Null for all parts.</param>
    public long Of(string? name, params ReadOnlySpan<string> services)
    {
        long sum = 0;
        foreach (((string Part, string Service) key, long count) in counts)
        {
            if ((name is null || key.Part == name) && services.Contains(key.Service)) sum += count;
        }

        return sum;
    }

    public override void OnSendingRequest(HttpMessage message) => counts.AddOrUpdate((part.Value ?? "", ServiceOf(message.Request)), 1, (_, count) => count + 1);

    private string ServiceOf(Request request)
    {
        if (request.Uri.Port == ports.Table) return Tables;
        if (request.Uri.Port == ports.Blob) return Blobs;
        return request.Method == RequestMethod.Get ? Looks : Queues;
    }
}
