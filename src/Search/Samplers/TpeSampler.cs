using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Tree-structured Parzen estimator: draws points like the good ones and proposes the one of them that is least like all others.
/// The README says what is particular.</summary>
public sealed class TpeSampler : ISampler
{
    private const int FewestMeasured = 2;
    private const int FewestGood = 2;
    private const int MostGood = 32;

    // Every so many proposals one crosses the good points.
    private const int Crossing = 4;

    private readonly TpeOptions options;

    // What was worked out from the trials of the last call; whoever proposes takes it away, so that two at once do not share it.
    private TrialTable? known;

    public TpeSampler(TpeOptions? options = null)
    {
        this.options = options ?? new TpeOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.Start);
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Candidates, 1);
    }

    public SearchPoint Propose(SearchSpace space, IReadOnlyList<Trial> finished, IReadOnlyList<SearchPoint> pending, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentNullException.ThrowIfNull(pending);
        SeededRandom random = new(seed);
        TrialTable table = TrialTable.Of(Interlocked.Exchange(ref known, null), space, finished);
        bool starting = finished.Count + pending.Count < options.Start || table.Order.Measured < FewestMeasured;
        IEnumerable<double[]> places = starting ? [EvenStart.Next(space, table, pending, random)] : Promising(space, table, pending, random);
        SearchPoint point = new UnusedPoints(space, finished, pending).First(places.Select(place => PointAt(table.Axes, place)), random);
        Volatile.Write(ref known, table);
        return point;
    }

    private static SearchPoint PointAt(SearchAxis[] axes, double[] place)
    {
        Span<double> values = stackalloc double[place.Length];
        for (int axis = 0; axis < place.Length; axis++) values[axis] = axes[axis].Value(place[axis]);
        return new SearchPoint(values);
    }

    /// <summary>The candidates, the one with the highest ratio of both densities first.</summary>
    private IEnumerable<double[]> Promising(SearchSpace space, TrialTable table, IReadOnlyList<SearchPoint> pending, SeededRandom random)
    {
        int wanted = Math.Clamp((int)Math.Ceiling(Math.Sqrt(table.Count)), FewestGood, MostGood);
        int[] good = [.. table.Order.BestFirst().Take(Math.Min(wanted, Math.Max(1, table.Order.Measured - 1)))];
        GoodDensity like = new(table, good);
        BadDensity unlike = new(table, good, pending);
        bool crossed = (table.Count + pending.Count) % Crossing == Crossing - 1;
        int size = table.Axes.Length;
        double[] points = new double[options.Candidates * size];
        double[] scores = new double[options.Candidates];
        for (int i = 0; i < scores.Length; i++)
        {
            Span<double> point = points.AsSpan(i * size, size);
            if (crossed) like.DrawCrossed(space.IsActive, random, point);
            else like.Draw(space.IsActive, random, point);
        }

        unlike.LogDensities(points, scores);
        for (int i = 0; i < scores.Length; i++)
        {
            ReadOnlySpan<double> point = points.AsSpan(i * size, size);
            scores[i] -= crossed ? like.LogCrossedDensity(point) : like.LogDensity(point);
        }

        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, order);
        return order.Select(i => points.AsSpan(i * size, size).ToArray());
    }
}
