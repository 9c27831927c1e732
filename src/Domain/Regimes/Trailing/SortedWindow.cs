namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>The defined values of a sliding window in ascending order. A step moves only what lies between the leaving and the entering value.</summary>
internal sealed class SortedWindow(int capacity)
{
    private readonly double[] sorted = new double[capacity];
    private int count;

    /// <summary>An undefined value (NaN) takes no place.</summary>
    public void Add(double entering)
    {
        if (double.IsNaN(entering)) return;
        int place = PlaceOf(entering);
        sorted.AsSpan(place, count - place).CopyTo(sorted.AsSpan(place + 1));
        sorted[place] = entering;
        count++;
    }

    public void Remove(double leaving)
    {
        if (double.IsNaN(leaving)) return;
        int place = PlaceOf(leaving);
        count--;
        sorted.AsSpan(place + 1, count - place).CopyTo(sorted.AsSpan(place));
    }

    public void Slide(double leaving, double entering)
    {
        if (double.IsNaN(leaving) || double.IsNaN(entering))
        {
            Remove(leaving);
            Add(entering);
            return;
        }

        int from = PlaceOf(leaving);
        int to = PlaceOf(entering);
        if (to > from)
        {
            // The leaving value lies below: everything up to the entering one moves down by a place.
            to--;
            sorted.AsSpan(from + 1, to - from).CopyTo(sorted.AsSpan(from));
        }
        else
        {
            sorted.AsSpan(to, from - to).CopyTo(sorted.AsSpan(to + 1));
        }

        sorted[to] = entering;
    }

    /// <summary>Linear interpolation between the two nearest ranks (the default of numpy); not a number for an empty window.</summary>
    public double Percentile(double percent)
    {
        if (count == 0) return double.NaN;
        // Multiplied before it is divided: 29 % of 100 steps is step 29, but 0.29 * 100 is not 29.
        double rank = percent * (count - 1) / 100;
        int below = (int)rank;
        double fraction = rank - below;
        double low = sorted[below];
        return fraction > 0 ? low + (fraction * (sorted[below + 1] - low)) : low;
    }

    /// <summary>The first place whose value is not below the given one.</summary>
    private int PlaceOf(double value)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
