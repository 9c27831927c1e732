namespace ServerlessTraining.Domain.Market;

/// <summary>Joins new bars to a series.</summary>
public static class BarMerge
{
    private const int MostListed = 10;

    /// <summary>Equal bars are kept once. Bars that differ are an error that lists them, unless <paramref name="prefer"/> decides.</summary>
    public static BarMergeResult Merge(BarSeries existing, BarSeries incoming, MergePreference? prefer = null)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(incoming);
        RequireSameMarket(existing, incoming);
        BarColumnsBuilder merged = new(Math.Max(existing.Count, incoming.Count));
        List<BarConflict> conflicts = [];
        int equal = 0;
        int differing = 0;
        int old = 0;
        for (int i = 0; i < incoming.Count; i++)
        {
            long ticks = incoming.OpenTicks[i];
            while (old < existing.Count && existing.OpenTicks[old] < ticks) merged.Add(existing, old++);
            bool isNew = old == existing.Count || existing.OpenTicks[old] > ticks;
            if (isNew)
            {
                merged.Add(incoming, i);
                continue;
            }

            BarConflict pair = new(existing[old], incoming[i]);
            if (pair.Existing == pair.Incoming) equal++;
            else if (++differing <= MostListed) conflicts.Add(pair);
            if (prefer == MergePreference.New) merged.Add(incoming, i);
            else merged.Add(existing, old);
            old++;
        }

        while (old < existing.Count) merged.Add(existing, old++);
        if (differing > 0 && prefer is null) throw new BarConflictException(existing, conflicts, differing);
        return new BarMergeResult(
            existing.OfSameMarket(existing.Timeframe, merged.Build()),
            incoming.Count - equal - differing,
            equal,
            prefer == MergePreference.New ? differing : 0,
            prefer == MergePreference.Old ? differing : 0);
    }

    private static void RequireSameMarket(BarSeries existing, BarSeries incoming)
    {
        if (existing.Symbol == incoming.Symbol && existing.Timeframe == incoming.Timeframe && existing.Calendar == incoming.Calendar) return;
        throw new ServerlessTrainingException(
            $"Only bars of one market can be merged, but those that are there are {existing.Symbol} {existing.Timeframe} ({existing.Calendar} calendar) " +
            $"and the incoming ones {incoming.Symbol} {incoming.Timeframe} ({incoming.Calendar} calendar).");
    }
}
