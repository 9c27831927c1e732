using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>Divides a series into folds. It looks at times and counts only, never at a price, so that the folds cannot know what they will
/// find.</summary>
public static class FoldPlanner
{
    public static FoldPlan Plan(BarSeries bars, FoldOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        TimeInterval? finalSegment = options.SetFinalSegmentAside ? FinalSegment.Of(bars) : null;
        TimeInterval usable = new(bars.Span.Start, finalSegment?.Start ?? bars.Span.End);
        FoldErrors errors = new(bars, options, usable);
        FoldLayouts layouts = new(bars, options, usable, errors);
        FoldBuilder builder = new(bars, options, usable.End, errors);

        IReadOnlyList<TimeInterval> groups = [];
        IReadOnlyList<IReadOnlyList<int>> splitsOfPaths = [];
        IReadOnlyList<FoldLayout> planned;
        if (options.Mode == FoldMode.Cpcv)
        {
            groups = layouts.Groups(builder.RowsIn(usable));
            IReadOnlyList<IReadOnlyList<int>> choices = CombinatorialSplits.Choices(options.Groups, options.TestGroups);
            splitsOfPaths = CombinatorialSplits.Paths(options.Groups, choices);
            planned = layouts.Cpcv(groups, choices);
        }
        else
        {
            planned = options.Mode switch { FoldMode.Quick => layouts.Quick(), FoldMode.Full => layouts.Full(), _ => layouts.Single() };
        }

        Fold[] folds = [.. planned.Select((layout, i) => builder.Build(i + 1, layout))];
        IReadOnlyList<Fold>[] paths = [.. splitsOfPaths.Select(splits => splits.Select(split => folds[split]).ToArray())];
        return new FoldPlan(bars.Symbol, bars.Timeframe, bars.Span, finalSegment, options, folds, groups, paths);
    }
}
