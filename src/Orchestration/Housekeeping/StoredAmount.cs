namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>How many there are of something, and their bytes as stored.</summary>
public sealed record StoredAmount(int Count, long Bytes)
{
    public static StoredAmount Of(IReadOnlyCollection<long> bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new StoredAmount(bytes.Count, bytes.Sum());
    }
}
