using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Cli.Data;

/// <summary>Bars in words.</summary>
internal static class BarText
{
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset? time) => time is { } known ? TimeInterval.Text(known) : "-";

    public static IReadOnlyList<string> Lines(BarMergeReport report) =>
    [
        $"{report.Symbol} {report.Timeframe}: {Number(report.Added)} added, {Number(report.Replaced)} replaced, {Number(report.Kept)} kept as stored, {Number(report.Equal)} equal",
        $"now {Number(report.Count)} bars, {Time(report.First)} to {Time(report.Last)} ({report.Calendar} calendar), {Gaps(report.Gaps, report.MissingBars)}",
        $"fingerprint {report.FingerprintAfter}{(report.FingerprintBefore is { } before && before != report.FingerprintAfter ? $" (was {before})" : "")}",
    ];

    private static string Gaps(int gaps, long missing) => gaps == 0 ? "no gaps" : $"{Number(missing)} bars missing in {Number(gaps)} {(gaps == 1 ? "gap" : "gaps")}";
}
