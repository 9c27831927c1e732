using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Some bars of a series, for a chart.</summary>
/// <param name="MoreBefore">The series has bars before these.</param>
/// <param name="MoreAfter">The series has bars after these.</param>
public sealed record BarStretch(BarSeries Bars, bool MoreBefore, bool MoreAfter);
