using System.Runtime.CompilerServices;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Storage.Checkpoints;

/// <summary>Checkpoints of queues, each a blob that is never changed.</summary>
public sealed class CheckpointStore(StorageClients data, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private const int MostASecond = 60;
    private readonly BlobFiles blobs = data.Container(StorageNames.Containers.Checkpoints);
    private readonly DocumentFormat<QueueCheckpoint> format = new("checkpoint");

    /// <summary>A second checkpoint within a second takes the name of the next one.</summary>
    public async Task<CheckpointName> SaveAsync(QueueCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (Fault(checkpoint) is { } fault) throw new StoredDocumentException($"The checkpoint of queue {checkpoint.QueueId} cannot be saved: {fault}.");
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset second = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        BinaryData content = new(format.Write(checkpoint));
        for (int tried = 0; tried < MostASecond; tried++)
        {
            CheckpointName name = new(checkpoint.QueueId, second.AddSeconds(tried));
            if (await blobs.PutIfAbsentAsync(name.ToString(), content, cancellationToken)) return name;
        }

        throw new StoredDocumentException($"Queue {checkpoint.QueueId} has {MostASecond} checkpoints of this minute already. Save fewer.");
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<CheckpointName>> ListAsync(string queueId, CancellationToken cancellationToken)
    {
        List<CheckpointName> names = [];
        await foreach ((CheckpointName name, _) in NamesAsync(CheckpointName.PrefixOf(queueId), cancellationToken))
        {
            if (name.QueueId == queueId) names.Add(name);
        }

        names.Reverse();
        return names;
    }

    /// <summary>Null where there is none. One that cannot be read is an error; whoever wants an older one names it.</summary>
    public async Task<QueueCheckpoint?> NewestAsync(string queueId, CancellationToken cancellationToken) =>
        await ListAsync(queueId, cancellationToken) is [var newest, ..] ? await LoadAsync(newest, cancellationToken) : null;

    /// <summary>Null where it is gone.</summary>
    /// <exception cref="StoredDocumentException">It is damaged, newer than this program, or does not hold together.</exception>
    public async Task<QueueCheckpoint?> LoadAsync(CheckpointName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (await blobs.FindAsync(name.ToString(), cancellationToken) is not { } file) return null;
        QueueCheckpoint checkpoint = format.Read(file.Content.ToMemory(), $"blob {name}");
        string? fault = Fault(checkpoint) ?? (checkpoint.QueueId == name.QueueId ? null : $"it is of queue {checkpoint.QueueId}");
        return fault is null ? checkpoint : throw new StoredDocumentException($"The checkpoint {name} cannot be used: {fault}. Resume from an older one.");
    }

    /// <summary>Deletes the checkpoints of all queues that are older than <see cref="KeptFor"/>.</summary>
    /// <returns>Which.</returns>
    public async Task<IReadOnlyList<CheckpointName>> DeleteOldAsync(CancellationToken cancellationToken)
    {
        List<CheckpointName> deleted = [];
        await foreach (StoredCheckpoint checkpoint in ListAllAsync(cancellationToken))
        {
            if (clock.GetUtcNow() - checkpoint.Name.At <= KeptFor) continue;
            await DeleteAsync(checkpoint.Name, cancellationToken);
            deleted.Add(checkpoint.Name);
        }

        return deleted;
    }

    /// <summary>Of all queues; those of a queue from the oldest to the newest.</summary>
    public async IAsyncEnumerable<StoredCheckpoint> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((CheckpointName name, BlobEntry blob) in NamesAsync("", cancellationToken)) yield return new StoredCheckpoint(name, blob.Bytes);
    }

    /// <summary>The file as it lies there; null where it is gone.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadFileAsync(CheckpointName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return await blobs.FindAsync(name.ToString(), cancellationToken) is { } file ? file.Content.ToMemory() : null;
    }

    /// <summary>What is gone already is deleted.</summary>
    public Task DeleteAsync(CheckpointName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return blobs.DeleteAsync(name.ToString(), cancellationToken);
    }

    private static string? Fault(QueueCheckpoint checkpoint)
    {
        if (checkpoint.Total < 0) return $"total is {checkpoint.Total}, allowed is 0 or more";
        if (checkpoint.Next < 0 || checkpoint.Next > checkpoint.Total) return $"next is {checkpoint.Next}, allowed is 0 to the total of {checkpoint.Total}";
        return checkpoint.Done < 0 || checkpoint.Done > checkpoint.Total ? $"done is {checkpoint.Done}, allowed is 0 to the total of {checkpoint.Total}" : null;
    }

    private async IAsyncEnumerable<(CheckpointName Name, BlobEntry Blob)> NamesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobEntry blob in blobs.ListAsync(prefix, cancellationToken))
        {
            // Anything else that somebody put there is left alone.
            if (CheckpointName.TryParse(blob.Name) is { } name) yield return (name, blob);
        }
    }
}
