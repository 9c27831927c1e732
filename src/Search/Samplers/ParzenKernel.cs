using System.Runtime.CompilerServices;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Samplers;

/// <summary>One normal bell about a good point: as wide on each axis as its good neighbours lie away, and turned as they lie.</summary>
internal sealed class ParzenKernel
{
    /// <summary>Half the logarithm of two pi.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274;

    // In shares: a bell never gets narrower, so that a search goes on to look about itself.
    private const double Narrowest = 1e-3;

    // What is taken for a neighbour more, this far away after the first trial and nearer with the fourth root of their number. Without it a few good points that lie close
    // by chance would draw the search together where they are.
    private const double SpareDistance = 0.3;

    private const double WidthFactor = 0.8;

    private readonly double[] place;
    private readonly double[] widths;
    private readonly double[] logWidths;
    private readonly LowerTriangle? turned;
    private readonly int[] turnedAxes;

    /// <param name="trial">The good point that it stands on.</param>
    /// <param name="near">Its nearest good points, itself among them, of <paramref name="good"/>.</param>
    /// <param name="turnedAxes">Axes on which bells may lie across; none where there are too many to learn that.</param>
    public ParzenKernel(TrialTable table, int trial, ReadOnlySpan<int> near, int good, int[] turnedAxes)
    {
        this.turnedAxes = turnedAxes;
        SearchAxis[] axes = table.Axes;
        place = table.Place(trial).ToArray();
        widths = new double[axes.Length];
        logWidths = new double[axes.Length];
        double spare = SpareDistance * SpareDistance / Math.Sqrt(table.Count);
        double[] variances = new double[axes.Length];
        double scale = WidthFactor * Math.Pow(good, -1.0 / (axes.Length + 4));
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis].IsChoice || double.IsNaN(place[axis])) continue;
            double sum = spare;
            int count = 1;
            foreach (int other in near)
            {
                double distance = table.Place(other)[axis] - place[axis];
                if (other == trial || double.IsNaN(distance)) continue;
                sum += distance * distance;
                count++;
            }

            variances[axis] = sum / count;
            widths[axis] = Math.Clamp(scale * Math.Sqrt(variances[axis]), Math.Max(Narrowest, table.LeastWidths(trial)[axis]), 1);
            logWidths[axis] = Math.Log(widths[axis]);
        }

        if (turnedAxes.Length > 1) turned = new LowerTriangle(Covariance(table, near, variances), turnedAxes.Length);
    }

    public ReadOnlySpan<double> Place => place;

    /// <summary>Standard deviations; nothing for choices and where the point has no value.</summary>
    public ReadOnlySpan<double> Widths => widths;

    /// <summary>Draws how far from its place a point lies.</summary>
    public void Draw(SeededRandom random, Span<double> offsets)
    {
        for (int axis = 0; axis < offsets.Length; axis++) offsets[axis] = random.NextGaussian();
        Span<double> drawn = stackalloc double[turnedAxes.Length];
        Span<double> correlated = stackalloc double[turnedAxes.Length];
        for (int i = 0; i < turnedAxes.Length; i++) drawn[i] = offsets[turnedAxes[i]];
        for (int axis = 0; axis < offsets.Length; axis++) offsets[axis] *= widths[axis];
        if (turned is null) return;
        turned.Multiply(drawn, correlated);
        for (int i = 0; i < turnedAxes.Length; i++) offsets[turnedAxes[i]] = correlated[i];
    }

    /// <summary>The logarithm of the density on the axes that have an order; where the bell or the point has no value all values count as equally likely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double LogDensity(ReadOnlySpan<double> at, ReadOnlySpan<int> plainAxes)
    {
        double log = 0;
        foreach (int axis in plainAxes)
        {
            double z = (at[axis] - place[axis]) / widths[axis];
            if (!double.IsNaN(z)) log -= (0.5 * z * z) + logWidths[axis] + HalfLogTwoPi;
        }

        if (turned is null) return log;
        Span<double> offsets = stackalloc double[turnedAxes.Length];
        for (int i = 0; i < offsets.Length; i++) offsets[i] = at[turnedAxes[i]] - place[turnedAxes[i]];
        turned.Solve(offsets, offsets);
        foreach (double z in offsets) log -= 0.5 * z * z;
        return log - turned.LogDeterminant - (offsets.Length * HalfLogTwoPi);
    }

    /// <summary>How the neighbours lie, trusted the less the fewer they are beside the axes, at the widths of the bell.</summary>
    private double[] Covariance(TrialTable table, ReadOnlySpan<int> near, double[] variances)
    {
        int size = turnedAxes.Length;
        double trust = (double)near.Length / (near.Length + size);
        double[] covariance = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            int row = turnedAxes[i];
            covariance[(i * size) + i] = widths[row] * widths[row];
            for (int j = 0; j < i; j++)
            {
                int column = turnedAxes[j];
                double sum = 0;
                foreach (int other in near) sum += (table.Place(other)[row] - place[row]) * (table.Place(other)[column] - place[column]);
                double correlation = sum / near.Length / Math.Sqrt(variances[row] * variances[column]);
                covariance[(i * size) + j] = trust * correlation * widths[row] * widths[column];
            }
        }

        return covariance;
    }
}
