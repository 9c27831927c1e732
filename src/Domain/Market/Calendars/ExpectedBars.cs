namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>The bars that a market should have in a stretch of time, by the tick of their opens.</summary>
internal readonly record struct ExpectedBars(long Count, long FirstTicks, long LastTicks);
