using System.Text.Json;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A trial that was better than all before it.</summary>
/// <param name="Number">Of the trial.</param>
/// <param name="Phase">1 to 3.</param>
/// <param name="Value">Of the objective, in its own direction.</param>
public sealed record StudyBest(int Number, int Phase, double Value, JsonElement HyperParameters);
