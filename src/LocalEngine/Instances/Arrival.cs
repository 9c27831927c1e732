using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>Something that the next turn takes.</summary>
/// <param name="Event">What has happened.</param>
/// <param name="Number">Ascending in the order of arrival.</param>
/// <param name="HasRow">A row keeps it until a turn has taken it. Timers need none: their history says when they are due.</param>
internal sealed record Arrival(HistoryEvent Event, string Number, bool HasRow);
