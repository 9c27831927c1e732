namespace ServerlessTraining.Domain.Selection;

/// <summary>The order of results in a regime.</summary>
public static class Ranking
{
    /// <summary>A score counts where it is defined and enough trades stand behind it. An incumbent can lose that when it is scored
    /// again.</summary>
    public static double? Comparable(Candidate candidate, SelectionOptions options) =>
        candidate.Trades >= options.MinTrades ? candidate.Score.Value : null;

    /// <summary>The best first, those without a comparable score last; who was ahead stays ahead of an equal.</summary>
    public static IReadOnlyList<Incumbent> Of(IEnumerable<Incumbent> incumbents, SelectionOptions options) =>
        [.. incumbents.OrderByDescending(i => Comparable(i.Candidate, options) ?? double.NegativeInfinity)];

    /// <summary>The one of a run's results in a regime that competes. Equal ones are told apart by name, so that the order of listing does
    /// not matter.</summary>
    public static Candidate Best(IEnumerable<Candidate> candidates, SelectionOptions options) => candidates
        .OrderByDescending(c => Comparable(c, options) ?? double.NegativeInfinity)
        .ThenByDescending(c => c.Score.IsDefined)
        .ThenByDescending(c => c.Trades)
        .ThenBy(c => c.Strategy, StringComparer.Ordinal)
        .First();
}
