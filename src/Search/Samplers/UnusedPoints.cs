using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Sees to it that a point is proposed once. Where no other is left in the space, one is proposed again: the caller asked for a point and decides how many.</summary>
internal sealed class UnusedPoints(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending)
{
    // So many draws miss an unused point only where nearly all are used; then the space is small enough to look at every point.
    private const int Draws = 64;
    private const long MostCounted = 1 << 16;

    /// <summary>The first of the wanted points that was not used; else a random one; else, in a small space, the one nearest to the first.</summary>
    public SearchPoint First(IEnumerable<SearchPoint> wanted, SeededRandom random)
    {
        SearchPoint? first = null;
        foreach (SearchPoint point in wanted.Concat(Random(random)))
        {
            if (!IsUsed(point)) return point;
            first ??= point;
        }

        return Nearest(first!) ?? first!;
    }

    private IEnumerable<SearchPoint> Random(SeededRandom random)
    {
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] shares = new double[space.Parameters.Count];
            for (int i = 0; i < shares.Length; i++) shares[i] = random.NextDouble();
            yield return space.FromShares(shares);
        }
    }

    private bool IsUsed(SearchPoint point)
    {
        for (int i = 0; i < finished.Count; i++)
        {
            if (finished[i].Point.Equals(point)) return true;
        }

        for (int i = 0; i < pending.Count; i++)
        {
            if (pending[i].Equals(point)) return true;
        }

        return false;
    }

    /// <summary>Null where all points are used or there are too many to count.</summary>
    private SearchPoint? Nearest(SearchPoint wanted)
    {
        long count = 1;
        foreach (SearchParameter parameter in space.Parameters)
        {
            if (parameter.Count is not { } values || values > MostCounted / count) return null;
            count *= values;
        }

        HashSet<SearchPoint> used = [.. finished.Select(trial => trial.Point), .. pending];
        SearchPoint? nearest = null;
        double least = double.PositiveInfinity;
        foreach (double[] values in Points(new double[space.Parameters.Count], 0))
        {
            double distance = Distance(wanted, values);
            if (distance >= least) continue;
            SearchPoint point = new(values);
            if (!used.Contains(point)) (nearest, least) = (point, distance);
        }

        return nearest;
    }

    /// <summary>Every point there is, each in the same array.</summary>
    private IEnumerable<double[]> Points(double[] values, int parameter)
    {
        if (parameter == values.Length) return [values];
        return Values(parameter, values).SelectMany(value =>
        {
            values[parameter] = value;
            return Points(values, parameter + 1);
        });
    }

    private IEnumerable<double> Values(int parameter, double[] before)
    {
        if (!space.IsActive(parameter, before)) return [double.NaN];
        return space.Parameters[parameter] switch
        {
            WholeParameter whole => Enumerable.Range(0, (int)whole.Count!.Value).Select(i => (double)whole.Low + i),
            ChoiceParameter choice => Enumerable.Range(0, choice.Choices.Count).Select(i => (double)i),
            SearchParameter single => [single.FromShare(0)],
        };
    }

    /// <summary>Another choice, or a value where the other point has none, is as far as the whole of a range.</summary>
    private double Distance(SearchPoint wanted, double[] values)
    {
        double distance = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (wanted[i].Equals(values[i])) continue;
            bool ordered = space.Parameters[i] is not ChoiceParameter && wanted.IsActive(i) && !double.IsNaN(values[i]);
            distance += ordered ? Math.Abs(space.Parameters[i].ToShare(wanted[i]) - space.Parameters[i].ToShare(values[i])) : 1;
        }

        return distance;
    }
}
