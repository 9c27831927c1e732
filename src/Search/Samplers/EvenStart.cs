using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Points that lie apart, before anything is known: of some random ones that which is farthest from all there are. Unlike a sequence it knows of points that came from
/// elsewhere. Each axis counts as a ring: else the farthest points would be the corners.</summary>
internal static class EvenStart
{
    private const int Candidates = 16;

    public static double[] Next(SearchSpace space, TrialTable table, IReadOnlyList<SearchPoint> pending, SeededRandom random)
    {
        double[][] others = [.. Enumerable.Range(0, table.Count).Select(trial => table.Place(trial).ToArray()), .. pending.Select(table.PlaceOf)];
        double[] farthest = [];
        double most = -1;
        for (int i = 0; i < Candidates; i++)
        {
            double[] candidate = new double[table.Axes.Length];
            for (int axis = 0; axis < candidate.Length; axis++) candidate[axis] = space.IsActive(axis, candidate) ? table.Axes[axis].Random(random) : double.NaN;
            double nearest = others.Length == 0 ? 0 : others.Min(other => Distance(table.Axes, candidate, other));
            if (nearest > most) (farthest, most) = (candidate, nearest);
        }

        return farthest;
    }

    private static double Distance(SearchAxis[] axes, double[] one, double[] other)
    {
        // Two random shares of a ring are a quarter of it apart on average.
        const double Different = 0.25;
        double sum = 0;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (one[axis].Equals(other[axis])) continue;
            double apart = Math.Abs(one[axis] - other[axis]) % 1;
            double distance = axes[axis].IsChoice || double.IsNaN(apart) ? Different : Math.Min(apart, 1 - apart);
            sum += distance * distance;
        }

        return sum;
    }
}
