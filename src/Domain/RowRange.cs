using System.Text.Json.Serialization;

namespace ServerlessTraining.Domain;

/// <summary>Rows of a series by number, half-open: <see cref="First"/> belongs to it, <see cref="End"/> does not.</summary>
public readonly record struct RowRange
{
    [JsonConstructor]
    public RowRange(int first, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, first);
        First = first;
        End = end;
    }

    public int First { get; }

    public int End { get; }

    [JsonIgnore]
    public int Count => End - First;

    [JsonIgnore]
    public bool IsEmpty => First == End;

    /// <summary>The part of these rows from <paramref name="first"/> to before <paramref name="end"/>; empty where nothing is
    /// left.</summary>
    public RowRange Within(int first, int end)
    {
        int from = Math.Clamp(first, First, End);
        return new RowRange(from, Math.Clamp(end, from, End));
    }

    public override string ToString() => $"[{First}, {End})";
}
