using System.Globalization;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Tables;

/// <summary>A part of a row key by which the newest comes first: tables have one order only, the ascending one.</summary>
public static class ReversedTime
{
    private const string Format = "d19";

    /// <summary>19 digits, to 100 ns.</summary>
    public static string Key(DateTimeOffset instant) => (DateTimeOffset.MaxValue.UtcTicks - instant.UtcTicks).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Of the last tick before the instant: where the keys of earlier times begin.</summary>
    public static string KeyBefore(DateTimeOffset instant) => (DateTimeOffset.MaxValue.UtcTicks - instant.UtcTicks + 1).ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long left) && left <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(DateTimeOffset.MaxValue.UtcTicks - left, TimeSpan.Zero)
            : throw new ServerlessTrainingException($"'{key}' is not a reversed time: 19 digits are needed.");
}
