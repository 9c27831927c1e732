namespace ServerlessTraining.Orchestration.Bars;

/// <summary>What a series lacks between its first and last bar, judged by its calendar.</summary>
/// <param name="MissingShare">Missing of expected, 0 to 1.</param>
/// <param name="BarsOutsideHours">Bars where the calendar is closed; many say that it is not this market's.</param>
/// <param name="GapCount">Of the whole series, whatever this page has.</param>
/// <param name="Gaps">In the order of time.</param>
/// <param name="Continuation">Asks for the next gaps; null at the end.</param>
public sealed record BarGapList(
    string Symbol, string Timeframe, string Calendar, long ExpectedBars, long MissingBars, double MissingShare, long BarsOutsideHours, int GapCount,
    IReadOnlyList<BarGapEntry> Gaps, string? Continuation);
