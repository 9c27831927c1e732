namespace ServerlessTraining.Orchestration.Bars;

/// <summary>What became of bars that came in, and the series after it.</summary>
/// <param name="Added">Bars at new times.</param>
/// <param name="Replaced">Stored bars that gave way to one that came in.</param>
/// <param name="Kept">Stored bars that stood against one that came in.</param>
/// <param name="Equal">Bars that were there already with the same values.</param>
/// <param name="Count">Bars of the series now.</param>
/// <param name="Gaps">Stretches of bars that the calendar expects and that are missing.</param>
/// <param name="MissingBars">Bars in them.</param>
/// <param name="FingerprintBefore">Null where the series is new.</param>
public sealed record BarMergeReport(
    string Symbol, string Timeframe, string Calendar, int Added, int Replaced, int Kept, int Equal, int Count, DateTimeOffset First, DateTimeOffset Last, int Gaps,
    long MissingBars, string? FingerprintBefore, string FingerprintAfter)
{
    /// <summary>Two merges of one series, one after the other, as one.</summary>
    public BarMergeReport Then(BarMergeReport later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later with
        {
            Added = Added + later.Added,
            Replaced = Replaced + later.Replaced,
            Kept = Kept + later.Kept,
            Equal = Equal + later.Equal,
            FingerprintBefore = FingerprintBefore,
        };
    }
}
