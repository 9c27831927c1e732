using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>A series is stored with another calendar than the one asked for.</summary>
public sealed class OtherCalendarException : ServerlessTrainingException
{
    public OtherCalendarException(StoredSeries stored, string asked)
        : base($"{stored?.Symbol} {stored?.Timeframe} is stored with the {stored?.Calendar} calendar, not {asked}: a series has one, given with "
            + "its first bars. Leave the calendar out.")
    {
    }

    public OtherCalendarException()
    {
    }

    public OtherCalendarException(string message)
        : base(message)
    {
    }

    public OtherCalendarException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
