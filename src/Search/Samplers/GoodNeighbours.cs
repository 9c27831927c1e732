namespace ServerlessTraining.Search.Samplers;

/// <summary>The nearer half of the good points about each of them, itself among them.</summary>
internal sealed class GoodNeighbours
{
    private const int Fewest = 3;
    private const double LeastSpread = 1e-6;

    private readonly TrialTable table;
    private readonly int[] good;
    private readonly double[] spreads;

    public GoodNeighbours(TrialTable table, int[] good)
    {
        this.table = table;
        this.good = good;
        spreads = [.. Enumerable.Range(0, table.Axes.Length).Select(Spread)];
    }

    public ReadOnlySpan<int> Of(int trial)
    {
        int[] near = [.. good];
        double[] distances = new double[near.Length];
        for (int i = 0; i < near.Length; i++) distances[i] = near[i] == trial ? -1 : Distance(table.Place(trial), table.Place(near[i]));
        Array.Sort(distances, near);
        return near.AsSpan(0, Math.Min(near.Length, Math.Max(Fewest, (near.Length + 1) / 2)));
    }

    /// <summary>On each axis in standard deviations of the good points, so that an axis along which the search has settled counts as much as another.</summary>
    private double Distance(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        double sum = 0;
        for (int axis = 0; axis < one.Length; axis++)
        {
            if (one[axis].Equals(other[axis])) continue;
            double z = table.Axes[axis].IsChoice ? 1 : (one[axis] - other[axis]) / spreads[axis];
            sum += double.IsNaN(z) ? 1 : z * z;
        }

        return sum;
    }

    private double Spread(int axis)
    {
        double sum = 0;
        double squares = 0;
        int count = 0;
        foreach (int trial in good)
        {
            double at = table.Place(trial)[axis];
            if (double.IsNaN(at)) continue;
            (sum, squares, count) = (sum + at, squares + (at * at), count + 1);
        }

        return count == 0 ? LeastSpread : Math.Sqrt(Math.Max(LeastSpread * LeastSpread, (squares / count) - (sum / count * (sum / count))));
    }
}
