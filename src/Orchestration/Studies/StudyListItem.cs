using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A study in the list of `GET /api/presets/studies`, which is a page: `items` and `continuation`.</summary>
/// <param name="Best">The best value so far, in the objective's own direction; null before the first.</param>
public sealed record StudyListItem(
    string StudyId, string Symbol, string Timeframe, string Model, string Status, string Objective, int Phase, StudyCounters Trials, double? Best, DateTimeOffset Created,
    DateTimeOffset? Ended);
