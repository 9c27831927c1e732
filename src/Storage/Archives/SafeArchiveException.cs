using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Archives;

/// <summary>An archive is refused; the message has every reason that was found.</summary>
public sealed class SafeArchiveException : ServerlessTrainingException
{
    private const int MostShown = 20;

    public SafeArchiveException(IReadOnlyList<string> reasons)
        : base(Text(reasons ?? [])) => Reasons = reasons ?? [];

    public SafeArchiveException()
    {
    }

    public SafeArchiveException(string message)
        : base(message)
    {
    }

    public SafeArchiveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IReadOnlyList<string> Reasons { get; } = [];

    private static string Text(IReadOnlyList<string> reasons)
    {
        string more = reasons.Count > MostShown ? $"; and {reasons.Count - MostShown} more" : "";
        return $"The archive is refused: {string.Join("; ", reasons.Take(MostShown))}{more}.";
    }
}
