namespace ServerlessTraining.Orchestration.Grids;

/// <summary>An item of a queue.</summary>
public sealed record GridPlace(string QueueId, int Index)
{
    /// <summary>Sorts by time as its queue does, then by index.</summary>
    public string RunId => $"{QueueId}-{Index:d6}";
}
