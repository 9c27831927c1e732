using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Studies;

/// <summary>A study in a list.</summary>
/// <param name="Best">As <see cref="StoredStudy.Best"/>.</param>
public sealed record StudySummary(
    string Id, Symbol Symbol, Timeframe Timeframe, string Model, string Objective, StudyStatus Status, DateTimeOffset Created, StudyCounters Counters, int Phase, double? Best,
    DateTimeOffset? Finished);
