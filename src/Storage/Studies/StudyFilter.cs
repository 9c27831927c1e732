using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Studies;

/// <summary>Which studies a list has. What is null filters nothing.</summary>
public sealed record StudyFilter(Symbol? Symbol = null, Timeframe? Timeframe = null, StudyStatus? Status = null);
