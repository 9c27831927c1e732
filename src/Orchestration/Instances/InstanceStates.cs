using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>States of instances in the words of the API.</summary>
public static class InstanceStates
{
    private static readonly OrchestrationRuntimeStatus[] All =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Suspended,
    ];

    private static readonly string[] Names = [.. All.Select(WordFor)];

    public static IReadOnlyList<string> Words => Names;

    /// <summary>The two states that engines no longer give out of themselves, but stores may still hold, are told as what they come to.</summary>
    public static string WordFor(OrchestrationRuntimeStatus status) => status.ToString() switch
    {
        "ContinuedAsNew" => "running",
        "Canceled" => "terminated",
        { } name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
    };

    /// <summary>Null for no state.</summary>
    public static OrchestrationRuntimeStatus? Parse(string word)
    {
        int index = Array.FindIndex(Names, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : All[index];
    }
}
