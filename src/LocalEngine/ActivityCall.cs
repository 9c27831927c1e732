using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine;

/// <summary>One call of an activity.</summary>
/// <param name="Name">Of the activity, as the orchestrator wrote it.</param>
/// <param name="InstanceId">The orchestration that calls.</param>
/// <param name="TaskId">The call's number in the orchestration.</param>
/// <param name="Attempt">1 at the first start; one more for each start after a process ended in the middle.</param>
/// <param name="SerializedInput">As JSON; null when there is none.</param>
/// <param name="Converter">Reads the input and writes the result.</param>
public sealed record ActivityCall(string Name, string InstanceId, int TaskId, int Attempt, string? SerializedInput, DataConverter Converter);
