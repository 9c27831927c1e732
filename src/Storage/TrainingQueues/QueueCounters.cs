using System.Text.Json.Serialization;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>How many items of a queue are where. Set as a whole, never added to: a repeated step counts nothing twice.</summary>
/// <param name="Kept">Of the completed ones, those whose model is the best somewhere.</param>
public sealed record QueueCounters(int Total, int Completed = 0, int Failed = 0, int Skipped = 0, int Kept = 0)
{
    /// <summary>Those that have an end.</summary>
    [JsonIgnore]
    public int Done => Trained + Skipped;

    /// <summary>Those that took a training, whether it came to something or not.</summary>
    [JsonIgnore]
    public int Trained => Completed + Failed;
}
