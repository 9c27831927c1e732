namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>Minutes from midnight UTC: <paramref name="From"/> belongs to it, <paramref name="To"/> does not.</summary>
internal readonly record struct OpenMinutes(int From, int To)
{
    public const int ADay = 24 * 60;

    public static OpenMinutes None => default;

    public static OpenMinutes WholeDay => new(0, ADay);
}
