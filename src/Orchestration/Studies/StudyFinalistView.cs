using System.Text.Json;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A point that was compared with others over several seeds.</summary>
/// <param name="SearchValue">The objective in the phases before, with their one seed.</param>
/// <param name="Value">The mean over the seeds; null where none was measured.</param>
/// <param name="Spread">The standard deviation over the seeds; null where none was measured.</param>
/// <param name="Failed">Seeds that could not be measured.</param>
public sealed record StudyFinalistView(JsonElement HyperParameters, double? SearchValue, double? Value, double? Spread, int Failed, IReadOnlyList<StudySeedValue> Seeds);
