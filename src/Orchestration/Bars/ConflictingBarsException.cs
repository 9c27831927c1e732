using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Bars that came in differ from stored ones, and nobody said which stand. Nothing was written.</summary>
public sealed class ConflictingBarsException : ServerlessTrainingException
{
    /// <summary>How many are listed.</summary>
    public const int MostListed = 20;

    public ConflictingBarsException(BarSeries existing, BarSeries incoming, BarConflictException inner)
        : base(Text(existing, inner), inner)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        Count = inner.Count;
        First = Find(existing, incoming);
    }

    public ConflictingBarsException()
    {
    }

    public ConflictingBarsException(string message)
        : base(message)
    {
    }

    public ConflictingBarsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public int Count { get; }

    /// <summary>The earliest, at most <see cref="MostListed"/>.</summary>
    public IReadOnlyList<BarConflict> First { get; } = [];

    /// <summary>The values of a bar, on one line.</summary>
    public static string Values(Bar bar) => $"open={bar.Open} high={bar.High} low={bar.Low} close={bar.Close} volume={bar.Volume}";

    private static string Text(BarSeries existing, BarConflictException inner)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(inner);
        string bars = inner.Count == 1 ? "1 bar differs from the stored one" : $"{inner.Count} bars differ from the stored ones";
        string listed = inner.Count > MostListed ? $" The first {MostListed} are listed." : "";
        return $"{existing.Symbol} {existing.Timeframe}: {bars}; nothing was changed. Say prefer=new (--prefer new) to replace what is stored, "
            + $"prefer=old to keep it, or correct the incoming bars.{listed}";
    }

    private static List<BarConflict> Find(BarSeries existing, BarSeries incoming)
    {
        List<BarConflict> found = [];
        for (int i = 0, old = 0; i < incoming.Count && found.Count < MostListed; i++)
        {
            while (old < existing.Count && existing.OpenTicks[old] < incoming.OpenTicks[i]) old++;
            if (old == existing.Count) break;
            if (existing.OpenTicks[old] == incoming.OpenTicks[i] && existing[old] != incoming[i]) found.Add(new BarConflict(existing[old], incoming[i]));
        }

        return found;
    }
}
