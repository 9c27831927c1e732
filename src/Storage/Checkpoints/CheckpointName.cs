using System.Globalization;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Checkpoints;

/// <summary>`queue_{id}_checkpoint_YYYYMMDD_HHMMSS.json`, in UTC.</summary>
/// <param name="At">To the second.</param>
public sealed record CheckpointName(string QueueId, DateTimeOffset At)
{
    private const string Head = "queue_";
    private const string Middle = "_checkpoint_";
    private const string Tail = ".json";
    private const string TimeFormat = "yyyyMMdd_HHmmss";

    /// <summary>Null where it is no name of a checkpoint.</summary>
    public static CheckpointName? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int middle = text.LastIndexOf(Middle, StringComparison.Ordinal);
        bool good = text.StartsWith(Head, StringComparison.Ordinal) && text.EndsWith(Tail, StringComparison.Ordinal) && middle >= Head.Length;
        if (!good) return null;
        string time = text[(middle + Middle.Length)..^Tail.Length];
        return DateTime.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime at)
            && TableKey.Parts(text[Head.Length..middle]) is [var id]
            ? new CheckpointName(id, new DateTimeOffset(at, TimeSpan.Zero))
            : null;
    }

    public override string ToString() => $"{PrefixOf(QueueId)}{At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}{Tail}";

    internal static string PrefixOf(string queueId) => Head + TableKey.Of(queueId) + Middle;
}
