using System.Globalization;

namespace ServerlessTraining.Domain;

/// <summary>A half-open interval in UTC: <see cref="Start"/> belongs to it, <see cref="End"/> does not.</summary>
public readonly record struct TimeInterval
{
    public TimeInterval(DateTimeOffset start, DateTimeOffset end)
    {
        if (end < start) throw new ServerlessTrainingException($"An interval must not end before it starts, but it starts at {Text(start)} and ends at {Text(end)}.");
        Start = start.ToUniversalTime();
        End = end.ToUniversalTime();
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan Length => End - Start;

    public bool IsEmpty => Start == End;

    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    public bool Overlaps(TimeInterval other) => Start < other.End && other.Start < End && !IsEmpty && !other.IsEmpty;

    /// <summary>ISO 8601, to the second where nothing finer is needed.</summary>
    public static string Text(DateTimeOffset instant)
    {
        DateTime utc = instant.UtcDateTime;
        string format = utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
        return utc.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>To the second, for people: parts of one tell them nothing.</summary>
    public static string SecondText(DateTimeOffset instant) => Text(instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond)));

    public override string ToString() => $"[{Text(Start)}, {Text(End)})";
}
