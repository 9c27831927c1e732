namespace ServerlessTraining.Storage.Tables;

/// <summary>Ids whose order is the order of their times, to the millisecond: 32 hex digits, a version 7 UUID.</summary>
public static class TimeSortableId
{
    public static string Next(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    }
}
