using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>A source of bars that is pulled.</summary>
/// <param name="Name">1 to 60 letters, digits, `-` and `_`; unique.</param>
#pragma warning disable MA0053 // The kinds of feeds derive from it.
public abstract record FeedDefinition(string Name)
#pragma warning restore MA0053
{
    /// <summary>As it is written in the file.</summary>
    public abstract string Kind { get; }

    /// <summary>For people: where the bars come from, without a key or a folder's path.</summary>
    public abstract string Source { get; }

    /// <summary>Which bar stands where two differ. Null leaves it to the kind.</summary>
    public MergePreference? Prefer { get; init; }

    /// <summary>Of a series that is new; null guesses from the symbol.</summary>
    public MarketCalendar? Calendar { get; init; }
}
