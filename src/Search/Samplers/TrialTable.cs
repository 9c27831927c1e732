using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Samplers;

/// <summary>Finished trials as the samplers measure them. It grows by appending: made at once or in steps, the same trials give the same figures to the bit,
/// and so a sampler may keep it from one proposal to the next.</summary>
internal sealed class TrialTable(SearchSpace space)
{
    private readonly List<Trial> trials = [];
    private readonly List<double[]> places = [];
    private readonly List<double[]> leastWidths = [];
    private readonly List<bool> insides = [];
    private readonly (int Count, double Sum, double Squares)[] moments = new (int, double, double)[space.Parameters.Count];
    private double[] columns = [];

    public SearchAxis[] Axes { get; } = SearchAxis.Of(space);

    public TrialOrder Order { get; } = new();

    public int Count => trials.Count;

    /// <summary>The table of a space's trials: the known one with more trials where it fits, else a new one.</summary>
    public static TrialTable Of(TrialTable? known, SearchSpace space, IReadOnlyList<Trial> finished)
    {
        TrialTable table = known is not null && known.IsStartOf(space, finished) ? known : new TrialTable(space);
        for (int i = table.Count; i < finished.Count; i++) table.Add(finished[i]);
        return table;
    }

    public ReadOnlySpan<double> Place(int trial) => places[trial];

    /// <summary>Whether its point lies in the space: it may come from another, wider one.</summary>
    public bool IsInside(int trial) => insides[trial];

    /// <summary>See <see cref="SearchAxis.LeastWidth"/>.</summary>
    public ReadOnlySpan<double> LeastWidths(int trial) => leastWidths[trial];

    /// <summary>The standard deviation of the trials along an axis.</summary>
    public double Spread(int axis)
    {
        (int count, double sum, double squares) = moments[axis];
        return count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
    }

    public double[] PlaceOf(SearchPoint point)
    {
        if (point.Count != Axes.Length) throw new ArgumentException($"A point has {point.Count} values and the space {Axes.Length} parameters.", nameof(point));
        double[] place = new double[Axes.Length];
        for (int axis = 0; axis < place.Length; axis++) place[axis] = Axes[axis].At(point[axis]);
        return place;
    }

    /// <summary>One axis after the other, each with the trials, then the pending points, then nothing up to the stride.</summary>
    public double[] Columns(IReadOnlyList<SearchPoint> pending, int block, out int stride)
    {
        Reserve(Count + pending.Count + block);
        stride = columns.Length / Axes.Length;
        for (int i = 0; i < pending.Count; i++) Write(Count + i, PlaceOf(pending[i]));
        return columns;
    }

    private bool IsStartOf(SearchSpace other, IReadOnlyList<Trial> finished)
    {
        if (!ReferenceEquals(space, other) || finished.Count < Count) return false;
        for (int i = 0; i < Count; i++)
        {
            if (!IsSame(trials[i], finished[i])) return false;
        }

        return true;
    }

    /// <summary>Trials are read anew from where they are stored; what they are made of stays the same.</summary>
    private static bool IsSame(Trial one, Trial other) =>
        ReferenceEquals(one, other) || (ReferenceEquals(one.Point, other.Point) && ReferenceEquals(one.Losses, other.Losses) && one.State == other.State);

    private void Add(Trial trial)
    {
        double[] place = PlaceOf(trial.Point);
        double[] least = new double[place.Length];
        bool inside = true;
        for (int axis = 0; axis < place.Length; axis++)
        {
            inside = inside && (space.IsActive(axis, place) ? Axes[axis].Contains(place[axis]) : double.IsNaN(place[axis]));
            least[axis] = Axes[axis].LeastWidth(trial.Point[axis]);
        }

        for (int axis = 0; inside && axis < place.Length; axis++)
        {
            if (double.IsNaN(place[axis])) continue;
            ref (int Count, double Sum, double Squares) moment = ref moments[axis];
            moment = (moment.Count + 1, moment.Sum + place[axis], moment.Squares + (place[axis] * place[axis]));
        }

        Reserve(Count + 1);
        Write(Count, place);
        trials.Add(trial);
        places.Add(place);
        leastWidths.Add(least);
        insides.Add(inside);
        Order.Add(trial, inside);
    }

    /// <summary>A point of another space may lack what each point has here: it lies endlessly far away.</summary>
    private void Write(int row, double[] place)
    {
        int stride = columns.Length / place.Length;
        for (int axis = 0; axis < place.Length; axis++)
        {
            columns[(axis * stride) + row] = double.IsNaN(place[axis]) && !Axes[axis].IsConditional ? double.PositiveInfinity : place[axis];
        }
    }

    private void Reserve(int rows)
    {
        int before = columns.Length / Axes.Length;
        if (rows <= before) return;
        columns = new double[Axes.Length * Math.Max(rows, 2 * before)];
        for (int i = 0; i < Count; i++) Write(i, places[i]);
    }
}
