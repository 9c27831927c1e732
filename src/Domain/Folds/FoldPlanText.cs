using System.Globalization;
using System.Text;

namespace ServerlessTraining.Domain.Folds;

/// <summary>Plans in words: for people, and in the one form that is hashed.</summary>
internal static class FoldPlanText
{
    private const string KeyVersion = "folds/1";
    private const string RowHeads = " fit rows  tune rows  test rows";

    public static string PurgeReason(FoldOptions options) => $"longest horizon {options.Horizons.Max()} + entry delay {options.EntryDelay}";

    /// <summary>Days, hours and minutes, as far as there are any: `90 d`, `1 d 12 h`.</summary>
    public static string Length(TimeSpan time)
    {
        string sign = time < TimeSpan.Zero ? "-" : "";
        TimeSpan size = time.Duration();
        (int Count, string Unit)[] units = [(size.Days, "d"), (size.Hours, "h"), (size.Minutes, "min")];
        string[] parts = [.. units.Where(unit => unit.Count > 0).Select(unit => $"{unit.Count} {unit.Unit}")];
        return parts.Length == 0 ? "0 h" : sign + string.Join(' ', parts);
    }

    /// <summary>Every line in it changes what a model is trained or judged on.</summary>
    public static string Canonical(FoldPlan plan)
    {
        FoldOptions options = plan.Options;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{KeyVersion}\n{plan.Symbol} {plan.Timeframe} {options.Mode.Name()}\n");
        text.Append(CultureInfo.InvariantCulture, $"horizons {string.Join(',', options.Horizons.Distinct().Order())}\nentry_delay {options.EntryDelay}\n");
        text.Append(CultureInfo.InvariantCulture, $"embargo {options.Embargo}\nlimit {TimeInterval.Text(plan.Limit)}\n");
        foreach (Fold fold in plan.Folds)
        {
            text.Append(CultureInfo.InvariantCulture, $"fold {fold.Number} {fold.Kind.Name()}\n");
            foreach (FoldPart part in new[] { fold.Fit, fold.Tune, fold.Test })
            {
                text.Append(CultureInfo.InvariantCulture, $"{part.Kind.Name()} {string.Join(' ', part.Blocks.Select(block => block.Interval))}\n");
            }
        }

        return text.ToString();
    }

    public static IReadOnlyList<string> Explain(FoldPlan plan, bool withRows)
    {
        TimeSpan purge = plan.Timeframe.Duration * plan.PurgeBars;
        return
        [
            $"{plan.Symbol} {plan.Timeframe}, {plan.Options.Mode.Name()}: {Count(plan.Folds.Count, "fold")}; all times UTC, ends exclusive",
            $"data           {FromTo(plan.Span)} ({Length(plan.Span.Length)})",
            plan.FinalSegment is { } final
                ? $"final segment  {FromTo(final)} ({Length(final.Length)}), in no fold"
                : "final segment  not set aside",
            $"purge          {Count(plan.PurgeBars, "bar")} ({PurgeReason(plan.Options)}), at least {Length(purge)}",
            $"embargo        {EmbargoText(plan.Options)}",
            "",
            .. plan.Options.Mode == FoldMode.Cpcv ? Combinations(plan, withRows) : WalkForward(plan, withRows),
            "",
            .. Summary(plan),
        ];
    }

    private static IEnumerable<string> WalkForward(FoldPlan plan, bool withRows)
    {
        yield return Row("fold", "kind", "fit from", "tune from", "tune to", "test from", "test to", withRows ? RowHeads : "");
        foreach (Fold fold in plan.Folds)
        {
            yield return Row(
                fold.Number.ToString(CultureInfo.InvariantCulture),
                fold.Kind.Name(),
                TimeInterval.Text(fold.Fit.Interval.Start),
                TimeInterval.Text(fold.Tune.Interval.Start),
                TimeInterval.Text(fold.Tune.Interval.End),
                TimeInterval.Text(fold.Test.Interval.Start),
                TimeInterval.Text(fold.Test.Interval.End),
                withRows ? Rows(fold) : "");
        }
    }

    private static string Row(string number, string kind, string fit, string tune, string tuneEnd, string test, string testEnd, string rows) =>
        $"{number,4}  {kind,-9}  {fit,-20}  {tune,-20}  {tuneEnd,-20}  {test,-20}  {testEnd,-20}  {rows}".TrimEnd();

    private static IEnumerable<string> Combinations(FoldPlan plan, bool withRows)
    {
        foreach ((int index, TimeInterval group) in plan.Groups.Index()) yield return $"group {index + 1,2}  {FromTo(group)}";
        yield return "";
        yield return $"{"fold",4}  {"test groups",-24}  {"tune from",-20}  {"tune to",-20}  {(withRows ? RowHeads : "")}".TrimEnd();
        foreach (Fold fold in plan.Folds)
        {
            HashSet<TimeInterval> tested = [.. fold.Test.Blocks.Select(block => block.Interval)];
            string groups = string.Join('+', plan.Groups.Index().Where(group => tested.Contains(group.Item)).Select(group => group.Index + 1));
            string tune = $"{TimeInterval.Text(fold.Tune.Interval.Start),-20}  {TimeInterval.Text(fold.Tune.Interval.End),-20}";
            yield return $"{fold.Number,4}  {groups,-24}  {tune}  {(withRows ? Rows(fold) : "")}".TrimEnd();
        }
    }

    private static IEnumerable<string> Summary(FoldPlan plan)
    {
        Fold[] average = [.. plan.Folds.Where(fold => fold.Kind == FoldKind.Average)];
        Fold[] apart = [.. plan.Folds.Where(fold => fold.Kind == FoldKind.Staleness)];
        yield return plan.Options.Mode == FoldMode.Cpcv
            ? $"average        of {Count(plan.Paths.Count, "path")}, each through every group once; " +
                "fit is every group that is not tested, less purge, embargo and tune"
            : $"average        of {Numbers(average)}";
        if (apart.Length > 0) yield return $"apart          {Numbers(apart)}: staleness, the first model on later months";
        DateTimeOffset tested = plan.Folds.Max(fold => fold.Test.Interval.End);
        if (plan.Options.Mode == FoldMode.Full && tested < plan.Limit)
        {
            TimeInterval rest = new(tested, plan.Limit);
            yield return $"not tested     {FromTo(rest)} ({Length(rest.Length)}): shorter than a test of {plan.Options.EffectiveTestDays} d";
        }

        yield return $"key            {plan.Key}";
    }

    private static string EmbargoText(FoldOptions options) =>
        options.Embargo.IsNone ? "none" : $"{options.Embargo}, {(options.Mode == FoldMode.Cpcv ? "after each test group" : "before the test")}";

    private static string Rows(Fold fold) => $"{fold.Fit.RowCount,9}  {fold.Tune.RowCount,9}  {fold.Test.RowCount,9}";

    private static string FromTo(TimeInterval interval) => $"{TimeInterval.Text(interval.Start)} to {TimeInterval.Text(interval.End)}";

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Numbers(Fold[] folds) => folds.Length > 3
        ? $"folds {folds[0].Number} to {folds[^1].Number}"
        : $"{(folds.Length == 1 ? "fold" : "folds")} {string.Join(", ", folds.Select(fold => fold.Number))}";
}
