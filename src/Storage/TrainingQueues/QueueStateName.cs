using System.Text.Json;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>The states of queues as JSON, addresses and messages name them.</summary>
public static class QueueStateName
{
    /// <summary>In snake_case.</summary>
    public static string Of(QueueState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
